"""The page on which `dvc plots` draws, its scripts inside: DVC's own page fetches them from the network.

    python .dvc/plots_page.py FILE

`plots.html_template` in `.dvc/config` names the file.
"""

import sys
from pathlib import Path

import vl_convert

PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>zhengce: scores</title>
{refresh_tag}
<script>%s</script>
</head>
<body>
{plot_divs}
</body>
</html>
"""

target = Path(sys.argv[1])
target.parent.mkdir(parents=True, exist_ok=True)
bundle = vl_convert.javascript_bundle(
    "window.vegaEmbed = vegaEmbed; window.vega = vega; window.vegaLite = vegaLite;"
)
target.write_text(PAGE % bundle.replace("</script", "<\\/script"), encoding="utf-8")
