"""Small sites as their generators lay them out, for the recipes in docs/ci.md."""

from __future__ import annotations

JEKYLL = {
    "_config.yml": "title: Elm County Coalition\n",
    "_posts/2025-03-01-van.md": "---\nlayout: post\ntitle: The van is back\ndescription: Help for addicts\n---\nThe library opens at nine.\n\n{% include hours.html %}\n",
    "_layouts/default.html": "<title>{{ page.title }}</title>\n<main>{{ content }}</main>\n",
    "_includes/hours.html": "<p>Open for every addict, {{ site.hours }}.</p>\n",
    "_data/services.yml": "- name: Van\n  text: Naloxone for addicts\n",
    "about.md": "---\ntitle: About\n---\nWe work in Elm County.\n",
    "_site/index.html": "<h1>Help for addicts</h1>\n",
    "node_modules/theme/README.md": "For addicts.\n",
    ".gitignore": "_site/\nnode_modules/\n",
}
HUGO = {
    "hugo.toml": 'title = "Elm County Coalition"\n',
    "content/_index.md": '+++\ntitle = "Welcome"\ndescription = "Help for addicts"\n+++\nOpen at nine.\n',
    "content/van.md": '---\ntitle: The van\n---\n{{< figure src="van.jpg" alt="An addict at the van" >}}\n\nAddicts are welcome.\n',
    "layouts/index.html": '<p>{{ .Title }}: a place for addicts</p>\n{{ partial "hours.html" . }}\n',
    "i18n/en.yaml": "help: Help for addicts\n",
    "public/index.html": "<nav>Help for addicts</nav>\n<p>Open at nine.</p>\n",
    ".gitignore": "public/\nresources/\n",
}
WORDPRESS = {
    "export.xml": """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Elm County Coalition</title>
<item><title>Help for addicts</title><wp:post_id>12</wp:post_id><wp:post_name>help</wp:post_name><wp:status>publish</wp:status><wp:post_type>page</wp:post_type>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>The van serves <em>addicts</em> &amp; their families.</p><!-- /wp:paragraph -->]]></content:encoded></item>
<item><title>Hours</title><wp:post_id>13</wp:post_id><wp:post_name></wp:post_name><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[The library opens at nine.]]></content:encoded></item>
<item><title>photo</title><wp:post_id>14</wp:post_id><wp:post_name>photo</wp:post_name><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<content:encoded><![CDATA[]]></content:encoded></item>
</channel>
</rss>
""",
}
SAVED = {
    "saved/index.html": "<nav>Help for addicts</nav>\n<p>Open at nine.</p>\n",
    "saved/about/index.html": "<nav>Help for addicts</nav>\n<p>We work in Elm County.</p>\n",
    "saved/wp-content/style.css": "body {}\n",
}
PLAIN = {
    "index.html": '<!doctype html>\n<title>Elm County</title>\n<meta name="description" content="Help for addicts">\n<img src="van.jpg" alt="An addict at the van">\n',
    "css/site.css": ".addict {}\n",
    "js/menu.js": "const addict = 1;\n",
    "flyers/naloxone.html": "<p>Naloxone is free at the library.</p>\n",
}
SITES = {"jekyll": JEKYLL, "hugo": HUGO, "wordpress": {**WORDPRESS, **SAVED}, "plain": PLAIN}
