"""The settings of the bot: from the environment, a file .env, or files in a folder of secrets, in this order."""

from __future__ import annotations

import io
import os
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import shards
from bot.errors import StrikebotError
from bot.text_files import TextFileError, text_of
from bot.variables import misspelt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core.core_schema import ValidationInfo

SECRETS = Path("/run/secrets")
"""Where containers find their secrets."""
SHOWN = 60
LONGEST = 4096
"""Characters of the address of a database."""
Found: TypeAlias = tuple[str, Path | None]
"""A value of a setting, and the secrets file that holds it."""
TOGETHER = "together"
"""The type of errors of settings that do not go together; their message is whole."""


class SettingsError(StrikebotError):
    """Settings that cannot be used: for each its name, what was found and what was expected."""


def _bare(value: object) -> object:
    """A secret without what came with it on the way: white space, and the quote marks around it."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1].strip() if quoted else text


def _token(token: SecretStr | None) -> SecretStr | None:
    if token and not re.fullmatch(r"[A-Za-z0-9._-]{1,200}", token.get_secret_value()):
        raise ValueError("not a token")
    return token


def _database(url: SecretStr | None) -> SecretStr | None:
    text = url.get_secret_value() if url else ""
    if text and not (
        re.fullmatch(r"(sqlite:///.+|postgres(ql)?://\S+)", text)
        and text.isprintable()
        and len(text) <= LONGEST
    ):
        raise ValueError("not the address of a database")
    return url


def web_address(text: str | None) -> str | None:
    """The address of a website, with a slash at its end."""
    if text and not re.fullmatch(r"https?://[^\s/?#\"'<>\\]+(/[^\s?#\"'<>\\]*)?", text.strip()):
        raise ValueError(f"found “{text[:SHOWN]}”, expected the address of a website")
    return text and f"{text.strip().rstrip('/')}/"


def _numbers(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


DiscordId = Annotated[int, Field(gt=0, lt=1 << 64)]
ShardId = Annotated[int, Field(ge=0, lt=shards.MOST)]


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    discord_token: Annotated[SecretStr | None, BeforeValidator(_bare), AfterValidator(_token)] = Field(
        None,
        description="the bot's token: only letters, digits, dots, - and _ (Discord developer portal, Bot, Reset Token)",
    )
    knowledge_dir: Path = Field(Path("knowledge"), description="the path of a folder")
    as_of: str | None = Field(
        None, description="a day such as 2024-03-04, or a moment such as 2024-03-04T22:00:00-07:00"
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field("INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL")
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = Field(
        "text", description="text or json"
    )
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
    fetch_sources: bool = Field(False, description="true or false")
    database_url: Annotated[SecretStr | None, BeforeValidator(_bare), AfterValidator(_database)] = Field(
        None,
        description="sqlite:///records.sqlite3, or postgresql:// with user, password, host and database",
    )
    unanswered_days: int = Field(90, ge=1, le=3650, description="a number of days from 1 to 3650")
    state_dir: Path | None = Field(None, description="the path of a folder")
    site_dir: Path | None = Field(
        None, description="the path of a folder that is new, empty, or a site of the bot's"
    )
    site_url: Annotated[str | None, AfterValidator(web_address)] = Field(
        None, description="the address of a website, such as https://strike.example.org/"
    )
    http_host: str = Field("127.0.0.1", description="an address of this machine")
    http_port: int | None = Field(
        None, ge=0, le=65535, description="a number from 0 to 65535 (0: any that is free), or nothing"
    )
    shard_count: int | None = Field(
        None, ge=1, le=shards.MOST, description=f"a number from 1 to {shards.MOST}, or nothing"
    )
    shard_ids: Annotated[tuple[ShardId, ...], NoDecode, BeforeValidator(_numbers)] = Field(
        (), description="numbers of shards, with commas between them, such as 0,1"
    )
    shards_per_process: int | None = Field(
        None,
        ge=1,
        le=shards.MOST,
        validate_default=True,
        description=f"a number from 1 to {shards.MOST}, or nothing",
    )
    port: int = Field(8765, ge=0, le=65535, description="a number from 0 to 65535 (0: any that is free)")
    secrets_dir: Path = Field(SECRETS, description="the path of a folder")

    @field_validator("shards_per_process")
    @classmethod
    def _go_together(cls, per_process: int | None, info: ValidationInfo) -> int | None:
        """After the other two, so that all three are seen; where one of those is wrong, that is told alone."""
        if "shard_count" in info.data and "shard_ids" in info.data:
            try:
                shards.share(info.data["shard_count"], info.data["shard_ids"], per_process, _host())
            except ValueError as error:
                raise PydanticCustomError(TOGETHER, "{sentence}", {"sentence": str(error)}) from None
        return per_process

    @property
    def shards(self) -> tuple[int, ...] | None:
        """The shards of this process; None for all of them."""
        return shards.share(self.shard_count, self.shard_ids, self.shards_per_process, _host())


def load_settings() -> Settings:
    """The settings of this process; SettingsError with everything that is wrong with them."""
    from_env_file, wrong = _of_env_file(Path(".env"))
    from_secrets, unreadable = _of_secrets()
    wrong += unreadable
    environment = {name.lower() for name, value in os.environ.items() if value}
    files = {name: one for name, one in {**from_secrets, **from_env_file}.items() if name not in environment}
    given: dict[str, Any] = {name: text for name, (text, _) in files.items()}
    try:
        found = Settings(**given)
    except ValidationError as error:
        wrong = [*(_sentence(one, files) for one in error.errors()), *wrong]
    else:
        if not wrong:
            return found
    raise SettingsError("\n".join(wrong))


def _of_env_file(path: Path) -> tuple[dict[str, Found], list[str]]:
    """The settings in the file .env by the names of their fields, and what is wrong with the names in it."""
    if not path.is_file():  # a folder of that name is somebody's virtual environment
        return {}, _misspelt({})
    try:
        values = dotenv_values(stream=io.StringIO(text_of(path)))
    except TextFileError as error:
        return {}, [*_misspelt({}), str(error)]
    known = {name.lower(): (value, None) for name, value in values.items() if value}
    return {name: known[name] for name in Settings.model_fields if name in known}, _misspelt(values)


def _of_secrets() -> tuple[dict[str, Found], list[str]]:
    """The settings in the folder of secrets by the names of their fields, and what is wrong with their files."""
    folder = Path(os.environ.get("SECRETS_DIR") or SECRETS)
    found: dict[str, Found] = {}
    wrong = []
    try:
        if not folder.is_dir():
            told = folder != SECRETS and folder.exists()
            return {}, [f"SECRETS_DIR: found {folder}, which is no folder, expected one"] if told else []
        files = {path.name.lower(): path for path in folder.iterdir()}
    except PermissionError:
        return {}, [
            f"SECRETS_DIR: found {folder}, which may not be read, expected one that the bot's user may read"
        ]
    for name in Settings.model_fields.keys() & files.keys():
        try:
            if text := text_of(files[name]).strip():
                found[name] = (text, files[name])
        except TextFileError as error:
            wrong.append(str(error))
    return found, sorted(wrong)


def _host() -> str:
    """The name of this machine; in a container that of its pod."""
    return os.environ.get("HOSTNAME") or socket.gethostname()


def _misspelt(env_file: Mapping[str, str | None]) -> list[str]:
    named = {**os.environ, **env_file}
    pairs = misspelt(
        (name for name, value in named.items() if value), [name.upper() for name in Settings.model_fields]
    )
    return [f"{name}: there is no such setting. Did you mean {meant}?" for name, meant in pairs]


def _sentence(error: ErrorDetails, files: Mapping[str, Found]) -> str:
    if error["type"] == TOGETHER:
        return error["msg"]
    name = str(error["loc"][0])
    _, file = files.get(name, ("", None))
    where = f"{name.upper()} ({file})" if file else name.upper()
    expected = Settings.model_fields[name].description
    return f"{where}: found {_shown(name, error['input'])}, expected {expected}"


def _shown(name: str, value: object) -> str:
    """A value in quote marks, clipped; never a secret."""
    if Settings.model_fields[name].annotation in (SecretStr, SecretStr | None):
        return "something else"
    text = "".join(char if char.isprintable() else "?" for char in str(value))
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
