"""What all mappings of a settings file have in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

Lax = Field(strict=False)
"""For enums: strictness would only take their members, which YAML cannot write."""


class Part(BaseModel):
    """Any mapping of a settings file."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    subject: ClassVar[str] = "this"
    """What messages call it."""
