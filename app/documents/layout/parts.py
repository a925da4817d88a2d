"""A part with everything decided that the writers of PDF and Word need, and the pages that it makes."""

from dataclasses import dataclass, replace
from functools import cached_property

from app.documents.foreign_pages import Size, sizes
from app.documents.layout.compose import Composer, SetBlock
from app.documents.layout.flow import Flowable, paginate
from app.documents.layout.official import with_imprint
from app.documents.layout.pages import Page
from app.documents.layout.text import Setting
from app.documents.layout.type import Type
from app.reports import blocks
from app.reports.blocks import BoundPages, Part


@dataclass(frozen=True)
class SetPart:
    """A part with everything decided that both writers need; ``part`` is what it was made of."""

    part: Part
    kind: Type
    page: Page
    setting: Setting
    blocks: tuple[SetBlock, ...]

    @property
    def bound(self) -> BoundPages | None:
        """The pages of another file that this part is, None where it has blocks of its own."""
        only = self.part.blocks[0] if len(self.part.blocks) == 1 else None
        return only if isinstance(only, BoundPages) else None

    @property
    def sheets_known(self) -> bool:
        """Whether the other file could be read."""
        return bool(self._sizes)

    def page_at(self, place: int) -> Page:
        """The page on which its ``place``-th page stands: another file's lies down where that does."""
        if self.bound is None or place >= len(self._sizes):
            return self.page
        width, height = self._sizes[place]
        return replace(self.page, width=self.page.height, height=self.page.width) if width > height else self.page

    @cached_property
    def _sizes(self) -> tuple[Size, ...]:
        return () if self.bound is None else sizes(self.bound.content)

    @cached_property
    def pages(self) -> list[list[Flowable]]:
        """Its pages; those of another file are drawn when they are bound, one that cannot be read has an empty one."""
        if self.bound is not None:
            return [[] for _ in self._sizes or ("",)]
        imprint = next((block for block in self.blocks if isinstance(block, blocks.Imprint)), None)
        return self.text_pages if imprint is None else with_imprint(self.kind, self.text_pages, imprint)

    @cached_property
    def text_pages(self) -> list[list[Flowable]]:
        """Its pages without 版记."""
        return paginate(self.flowables[0], self.page.inner_height)

    @cached_property
    def flowables(self) -> tuple[list[Flowable], list[int]]:
        """Its flowables without 版记, and where among them each block begins."""
        composer = Composer(self.kind, self.part.layout, self.page, self.setting)
        return composer.flow_and_begins(self.blocks)

    @cached_property
    def _begin(self) -> frozenset[int]:
        """The ids of those held together whose first piece begins a page."""
        begun, found = set[int](), set[int]()
        for page in self.pages:
            if page and page[0].source is not None and id(page[0].source) not in begun:
                found.add(id(page[0].source))
            begun |= {id(each.source) for each in page}
        return frozenset(found)

    def begins_page(self, block: SetBlock) -> bool:
        """Whether blocks that are held together begin a page."""
        return id(block) in self._begin
