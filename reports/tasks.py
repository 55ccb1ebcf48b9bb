"""Post boxes: ids in, one function each. Running twice is harmless."""

from typing import Any

from ecotown.kernel.jobs import Progress
from reports import build, papers, publishing


def render_report(progress: Progress) -> dict[str, Any]:
    return build.render_report(progress.payload["report_id"], progress)


def publish_release(progress: Progress) -> dict[str, Any]:
    return publishing.publish(progress.payload["release_id"], progress)


def render_paper(progress: Progress) -> dict[str, Any]:
    return papers.render(progress.payload["paper_id"], progress)
