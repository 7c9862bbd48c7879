// Narrows the passages, copies words, switches the colours. Without it the report is all there.
(() => {
  "use strict";
  const root = document.documentElement;
  const form = document.getElementById("filters");
  const status = document.getElementById("status");
  const said = document.getElementById("said");
  const none = document.getElementById("none");
  root.classList.add("js");

  // Colours: the reader's system decides until the button does.
  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  showTheme();

  // Copying: one listener for all buttons.
  const copyOldWay = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text);
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const text = button.previousElementSibling.textContent;
    const done = await copy(text);
    button.focus();
    said.textContent = "";
    requestAnimationFrame(() => {
      said.textContent = done ? `Copied: ${text}` : "Could not copy; please mark the words and copy them.";
    });
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });

  // On paper nothing can be opened.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  if (!form) return;
  const fields = form.querySelector("details");
  fields.open = !matchMedia("(max-width: 34rem)").matches;
  const plain = (text) => text.toLowerCase().replaceAll("’", "'");
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark")) {
    const known = marks.get(mark.dataset.for) ?? [];
    known.push(mark);
    marks.set(mark.dataset.for, known);
  }
  const files = [...document.querySelectorAll(".file")].map((section) => ({
    section,
    count: section.querySelector(".count"),
    said: section.querySelector(".count").textContent,
    passages: [...section.querySelectorAll(".passage")].map((article) => ({
      article,
      findings: [...article.querySelectorAll(".finding")].map((element) => ({
        element,
        data: element.dataset,
        muted: "muted" in element.dataset,
        marks: marks.get(element.dataset.key) ?? [],
        text: null,
      })),
      text: null,
    })),
  }));
  const textOf = (thing, element) => (thing.text ??= plain(element.textContent));

  const wanted = () => {
    const chosen = new FormData(form);
    const search = plain(chosen.get("search").trim());
    const exact = /^[“"](.+)[”"]$/u.exec(search);
    return {
      severities: new Set(chosen.getAll("severity")),
      category: chosen.get("category"),
      file: chosen.get("file"),
      rule: chosen.get("rule"),
      muted: chosen.has("muted"),
      phrase: exact ? exact[1] : "",
      search: exact ? "" : search,
    };
  };
  const isIn = (data, file) =>
    file.startsWith("folder:") ? data.folder === file.slice(7) : data.file === file;
  const fits = (finding, passage, want) => {
    const { data, muted } = finding;
    if (muted && !want.muted) return false;
    if (!want.severities.has(data.severity)) return false;
    if (want.category && data.category !== want.category) return false;
    if (want.rule && data.rule !== want.rule) return false;
    if (want.file && !isIn(data, want.file)) return false;
    if (want.phrase && data.phrase !== want.phrase) return false;
    if (!want.search) return true;
    const quote = passage.article.querySelector("blockquote");
    return (
      textOf(finding, finding.element).includes(want.search) ||
      textOf(passage, quote).includes(want.search) ||
      plain(data.file).includes(want.search)
    );
  };
  const number = (count) => count.toLocaleString("en-US");
  const apply = () => {
    const want = wanted();
    let shown = 0;
    let seen = 0;
    root.classList.toggle("show-muted", want.muted);
    for (const { section, count, said, passages } of files) {
      let here = 0;
      const before = shown;
      for (const passage of passages) {
        let fitting = 0;
        for (const finding of passage.findings) {
          const fit = fits(finding, passage, want);
          finding.element.hidden = !fit;
          for (const mark of finding.marks) mark.classList.toggle("off", !fit);
          if (!fit) continue;
          fitting += 1;
          if (finding.muted) seen += 1;
          else shown += 1;
        }
        passage.article.hidden = fitting === 0;
        here += fitting;
      }
      section.hidden = here === 0;
      const all = Number(count.dataset.total);
      count.textContent = shown - before === all ? said : `${number(shown - before)} of ${said}`;
    }
    const total = Number(status.dataset.total);
    const also = seen ? `, and ${number(seen)} seen, not flagged` : "";
    status.textContent =
      shown === total
        ? `${total === 1 ? "1 passage" : `All ${number(total)} passages`}${also}`
        : `${number(shown)} of ${number(total)} passages${also}`;
    status.classList.toggle("narrowed", shown < total);
    none.hidden = shown + seen > 0 || total === 0;
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target.name === "search") waiting = setTimeout(apply, 150);
    else apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("all").addEventListener("click", () => {
    form.reset();
    apply();
  });

  // A figure or a bar of the summary shows its own passages.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-choose]");
    if (!link) return;
    const { choose, value } = link.dataset;
    form.reset();
    if (choose === "severity") {
      for (const box of form.elements.severity) box.checked = box.value === value;
    } else {
      form.elements[choose].value = value;
    }
    apply();
  });
  apply();

  // What is far away has a guessed height until it is drawn: a jump is made again until it stays.
  const land = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let left = target ? 6 : 0;
    const settle = () => {
      target.scrollIntoView();
      left -= 1;
      if (left > 0) requestAnimationFrame(settle);
    };
    if (left) settle();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) land();
  });
  addEventListener("hashchange", land);
  land();
})();
