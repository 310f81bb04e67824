"""The settings of the bot: from the environment, a file .env, or files in a folder of secrets, in this order."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.as_of import AsOfError, parse_as_of
from bot.errors import StrikebotError

SECRETS = Path("/run/secrets")
"""Where containers find their secrets."""
SHOWN = 60


class SettingsError(StrikebotError):
    """Settings that cannot be used: for each its name, what was found and what was expected."""


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_as_of(value)
    except AsOfError as error:
        raise ValueError(str(error)) from None


def _no_spaces(token: SecretStr | None) -> SecretStr | None:
    if token and not re.fullmatch(r"[!-~]+", token.get_secret_value()):
        raise ValueError("not a token")
    return token


def _database(url: SecretStr | None) -> SecretStr | None:
    if url and not re.fullmatch(r"(sqlite:///.+|postgres(ql)?://\S+)", url.get_secret_value().strip()):
        raise ValueError("not the address of a database")
    return url


def _numbers(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


DiscordId = Annotated[int, Field(gt=0, lt=1 << 64)]


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, env_file=".env", env_file_encoding="utf-8"
    )

    discord_token: Annotated[SecretStr | None, AfterValidator(_no_spaces)] = Field(
        None, description="the bot's token, which has no spaces"
    )
    knowledge_dir: Path = Field(Path("knowledge"), description="the path of a folder")
    as_of: Annotated[dt.datetime | None, BeforeValidator(_moment)] = Field(
        None, description="a day such as 2023-08-04, or a moment such as 2023-08-04T22:00:00-07:00"
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field("INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL")
    home_guild_ids: Annotated[tuple[DiscordId, ...], NoDecode, BeforeValidator(_numbers)] = Field(
        (),
        description="ids of servers, with commas between them, such as 1100000000000000001,1100000000000000002",
    )
    moderator_role_ids: Annotated[tuple[DiscordId, ...], NoDecode, BeforeValidator(_numbers)] = Field(
        (),
        description="ids of roles, with commas between them, such as 1100000000000000003,1100000000000000005",
    )
    moderator_channel_id: DiscordId | None = Field(
        None, description="the id of a channel, such as 1100000000000000004"
    )
    review_edits: bool = Field(False, description="true or false")
    database_url: Annotated[SecretStr | None, AfterValidator(_database)] = Field(
        None,
        description="sqlite:///records.sqlite3, or postgresql:// with user, password, host and database",
    )
    unanswered_days: int = Field(90, ge=1, le=3650, description="a number of days from 1 to 3650")
    state_dir: Path | None = Field(None, description="the path of a folder")
    port: int = Field(8765, ge=0, le=65535, description="a number from 0 to 65535 (0: any that is free)")
    secrets_dir: Path = Field(SECRETS, description="the path of a folder")


def load_settings() -> Settings:
    """The settings of this process; SettingsError with everything that is wrong with them."""
    env_file = Path(".env") if Path(".env").is_file() else None
    secrets = Path(os.environ.get("SECRETS_DIR") or SECRETS)
    try:
        return Settings(_env_file=env_file, _secrets_dir=secrets if secrets.is_dir() else None)
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_sentence(one["loc"], one["input"]) for one in error.errors())
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(".env: found bytes that are not UTF-8, expected a file saved as UTF-8") from None


def _sentence(path: tuple[int | str, ...], value: object) -> str:
    name = str(path[0])
    expected = Settings.model_fields[name].description
    return f"{name.upper()}: found {_shown(name, value)}, expected {expected}"


def _shown(name: str, value: object) -> str:
    """A value in quote marks, clipped; never a secret."""
    if Settings.model_fields[name].annotation in (SecretStr, SecretStr | None):
        return "something else"
    text = "".join(char if char.isprintable() else "?" for char in str(value))
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
