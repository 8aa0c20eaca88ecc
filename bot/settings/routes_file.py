"""What an operator may write into routes.yaml: stories that go to more channels than their watches name."""

from typing import Annotated, ClassVar

from pydantic import Field

from bot.core.messages import Severity
from bot.settings.checks import Id, Language, Many, NotEmpty, OrEmpty
from bot.settings.part import Lax, Part
from bot.settings.references import KnownChannel, TagRef, WatchRef


class RouteItem(Part):
    subject: ClassVar[str] = "a route"

    id: Id = Field(description="A short name for commands and logs.")
    channels: Annotated[Many[KnownChannel], NotEmpty] = Field(
        description="Where the stories go too. Each stands in channels.yaml, or is console."
    )
    watches: Annotated[Many[WatchRef], OrEmpty] = Field(
        default=(), description="Only stories that one of these watches found."
    )
    severity: Annotated[Severity, Lax] = Field(
        default=Severity.LOW, description="Only stories of this severity or a higher one."
    )
    tags: Annotated[Many[TagRef], OrEmpty] = Field(
        default=(), description="Only stories that a feed with one of these tags reported."
    )
    languages: Annotated[Many[Language], OrEmpty] = Field(
        default=(), description="Only stories that a feed in one of these languages reported."
    )


class RoutesFile(Part):
    """Routes: a story that meets every condition of one goes to its channels too."""

    subject: ClassVar[str] = "routes.yaml"

    routes: Annotated[Many[RouteItem], OrEmpty] = Field(default=(), description="The routes.")
