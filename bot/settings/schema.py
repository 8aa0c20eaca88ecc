"""JSON Schemas of the settings files, for editors; `config/schema/` holds them as generated here."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from bot.settings.channels_file import ChannelsFile
from bot.settings.models import EntitiesFile, FeedsFile, WatchlistFile
from bot.settings.part import Part
from bot.settings.routes_file import RoutesFile
from bot.settings.wirewatch_file import WirewatchFile

_FILES: Mapping[str, type[Part]] = {
    "channels": ChannelsFile,
    "entities": EntitiesFile,
    "feeds": FeedsFile,
    "routes": RoutesFile,
    "watchlist": WatchlistFile,
    "wirewatch": WirewatchFile,
}


class _Plain(GenerateJsonSchema):
    """Without a title for each key: it would only repeat the key."""

    def default_schema(self, schema: Any) -> Any:
        """Defaults as an operator would write them: 30s, 2MB."""
        found, inner = super().default_schema(schema), schema["schema"]
        while "serialization" not in inner and "schema" in inner:
            inner = inner["schema"]
        if schema.get("default") is not None and "serialization" in inner:
            found["default"] = inner["serialization"]["function"](schema["default"])
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 -- fixed by pydantic
        return False


def schemas() -> Mapping[str, dict[str, Any]]:
    """A schema for each kind of file, by the name of its file without `.schema.json`."""
    return {name: _schema(name, model) for name, model in _FILES.items()}


def schema_text(schema: Mapping[str, Any]) -> str:
    """The content of a schema file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(name: str, model: type[Part]) -> dict[str, Any]:
    schema = _as_loaded(model.model_json_schema(schema_generator=_Plain))
    head = {"$schema": _Plain.schema_dialect, "title": f"Wirewatch: {name}"}
    return {**head, **{key: value for key, value in schema.items() if key != "title"}}


def _as_loaded(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what the loader does too: `feeds:` with nothing behind it is an empty list."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        for name, prop in part.get("properties", {}).items():
            if name not in part.get("required", ()) and prop.get("type") in {"array", "object"}:
                prop["type"] = [prop["type"], "null"]
            if "patternProperties" in prop:
                prop["additionalProperties"] = False
    return schema
