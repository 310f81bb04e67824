"""The settings: where they come from, what they say when they are wrong, and that each is documented."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

import bot.settings
from bot.settings import Settings, SettingsError, load_settings
from bot.terminal.places import state_dir


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor the files of this machine."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("HOSTNAME", "machine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bot.settings, "SECRETS", tmp_path / "no-secrets")


def test_defaults() -> None:
    settings = load_settings()

    assert settings.discord_token is None
    assert settings.knowledge_dir == Path("knowledge")
    assert settings.as_of is None
    assert settings.log_level == "INFO"
    assert settings.home_guild_ids == ()
    assert settings.moderator_role_ids == ()
    assert settings.moderator_channel_id is None
    assert settings.state_dir is None
    assert settings.port == 8765
    assert (settings.http_host, settings.http_port, settings.log_format) == ("127.0.0.1", None, "text")
    assert settings.shards is None


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DISCORD_TOKEN": "t.o.k",
        "KNOWLEDGE_DIR": "kb",
        "AS_OF": "2023-08-04",
        "LOG_LEVEL": " debug",
        "HOME_GUILD_IDS": "1, 2,,3",
        "MODERATOR_ROLE_IDS": "4",
        "MODERATOR_CHANNEL_ID": "5",
        "STATE_DIR": "state",
        "SITE_DIR": "public",
        "SITE_URL": "https://strike.example.org/news",
        "PORT": "0",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()

    assert settings.discord_token == SecretStr("t.o.k")
    assert settings.knowledge_dir == Path("kb")
    assert settings.as_of == "2023-08-04"
    assert settings.log_level == "DEBUG"
    assert settings.home_guild_ids == (1, 2, 3)
    assert (settings.moderator_role_ids, settings.moderator_channel_id) == ((4,), 5)
    assert settings.state_dir == Path("state")
    assert (settings.site_dir, settings.site_url) == (Path("public"), "https://strike.example.org/news/")
    assert settings.port == 0


def test_empty_variables_are_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")

    assert load_settings().as_of is None
    assert load_settings().discord_token is None


def test_the_environment_wins_over_the_file_and_the_file_over_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "discord_token").write_text("from-secrets\n")
    (secrets / "port").write_text("1")
    (secrets / "log_level").write_text("ERROR")
    (tmp_path / ".env").write_text("PORT=2\nLOG_LEVEL=WARNING\nUNKNOWN=x\n")
    monkeypatch.setenv("SECRETS_DIR", str(secrets))
    monkeypatch.setenv("PORT", "3")
    settings = load_settings()

    assert settings.discord_token == SecretStr("from-secrets")
    assert settings.log_level == "WARNING"
    assert settings.port == 3


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "many", "PORT: found “many”, expected a number from 0 to 65535 (0: any that is free)"),
        ("PORT", "70000", "PORT: found “70000”, expected a number from 0 to 65535 (0: any that is free)"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: found “LOUD”, expected DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("HOME_GUILD_IDS", "1,here", "HOME_GUILD_IDS: found “here”, expected ids of servers, with commas between them, such as"
         " 1100000000000000001,1100000000000000002"),
        ("MODERATOR_ROLE_IDS", "-1", "MODERATOR_ROLE_IDS: found “-1”, expected ids of roles, with commas between them, such as"
         " 1100000000000000003,1100000000000000005"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: found “xml”, expected text or json"),
        ("HTTP_PORT", "http", "HTTP_PORT: found “http”, expected a number from 0 to 65535 (0: any that is free), or nothing"),
        ("SHARD_COUNT", "0", "SHARD_COUNT: found “0”, expected a number from 1 to 10000, or nothing"),
        ("SHARD_IDS", "0,-1", "SHARD_IDS: found “-1”, expected numbers of shards, with commas between them, such as 0,1"),
        ("SHARD_IDS", "0,1", "SHARD_IDS: found no SHARD_COUNT, expected it too"),
        ("SHARDS_PER_PROCESS", "2", "SHARDS_PER_PROCESS: found no SHARD_COUNT, expected it too\nSHARDS_PER_PROCESS: found the"
         " host name “machine”, expected one that ends in a number, such as strikebot-0"),
        ("HOME_GUILDS", "1", "HOME_GUILDS: there is no such setting. Did you mean HOME_GUILD_IDS?"),
        ("moderator_role", "1", "MODERATOR_ROLE: there is no such setting. Did you mean MODERATOR_ROLE_IDS?"),
        ("REVIEW_EDITS", "maybe", "REVIEW_EDITS: found “maybe”, expected true or false"),
        ("FETCH_SOURCES", "sometimes", "FETCH_SOURCES: found “sometimes”, expected true or false"),
        ("SITE_URL", "strike", "SITE_URL: found “strike”, expected the address of a website, such as https://strike.example.org/"),
        ("UNANSWERED_DAYS", "0", "UNANSWERED_DAYS: found “0”, expected a number of days from 1 to 3650"),
        ("DATABASE_URL", "mysql://me:secret@host/x", "DATABASE_URL: found something else, expected"
         " sqlite:///records.sqlite3, or postgresql:// with user, password, host and database"),
        ("MODERATOR_CHANNEL_ID", "\x1b[2J" + "x" * 90, "MODERATOR_CHANNEL_ID: found “?[2J" + "x" * 56 + "…”, expected the id of"
         " a channel, such as 1100000000000000004"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value) == message


def test_every_wrong_value_is_told_and_no_secret_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("LOG_LEVEL", "y")
    monkeypatch.setenv("DISCORD_TOKEN", "two words-of-a-secret")
    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "DISCORD_TOKEN",
        "LOG_LEVEL",
        "PORT",
    ]
    assert "secret" not in str(caught.value)


def test_misspelt_and_wrong_settings_are_told_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("DISCORD_BOT_TOKEN=x\nHTTPS_PORT=443\nSTATE_DIRS=\n")
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("HOME_GUILDS", "1")
    monkeypatch.setenv("TEST_DATABASE_URL", "another's")
    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value).splitlines() == [
        "PORT: found “x”, expected a number from 0 to 65535 (0: any that is free)",
        "DISCORD_BOT_TOKEN: there is no such setting. Did you mean DISCORD_TOKEN?",
        "HOME_GUILDS: there is no such setting. Did you mean HOME_GUILD_IDS?",
    ]


def test_a_name_like_that_of_a_setting_which_is_set_is_anothers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME_GUILDS", "all")
    monkeypatch.setenv("HOME_GUILD_IDS", "1")

    assert load_settings().home_guild_ids == (1,)


def test_a_process_of_a_statefulset_runs_its_share_of_the_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTNAME", "strikebot-2")
    monkeypatch.setenv("SHARD_COUNT", "11")
    monkeypatch.setenv("SHARDS_PER_PROCESS", "4")

    assert load_settings().shards == (8, 9, 10)


def test_what_is_wrong_with_the_shards_is_told_with_all_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SHARD_COUNT": "4",
        "SHARD_IDS": "3,4,3",
        "SHARDS_PER_PROCESS": "1",
        "PORT": "x",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value).splitlines() == [
        "SHARD_IDS: found a number twice, expected each once",
        "SHARD_IDS: found 4, expected numbers from 0 to 3, since SHARD_COUNT is 4",
        "SHARD_IDS and SHARDS_PER_PROCESS: found both, expected one of them",
        "PORT: found “x”, expected a number from 0 to 65535 (0: any that is free)",
    ]


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    monkeypatch.setenv("SECRETS_DIR", str(folder))
    return folder


def refusal() -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("written", ["t.o.k", "t.o.k\r\n", " t.o.k ", '"t.o.k"\n', "'t.o.k'"])
def test_a_secret_is_read_however_a_shell_has_written_it(secrets: Path, encoding: str, written: str) -> None:
    (secrets / "discord_token").write_bytes(written.encode(encoding))
    (secrets / "DATABASE_URL").write_bytes(written.replace("t.o.k", "postgresql://ü@db/x").encode(encoding))

    settings = load_settings()

    assert settings.discord_token == SecretStr("t.o.k")
    assert settings.database_url == SecretStr("postgresql://ü@db/x")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("discord_token", "t.o.k".encode("utf-16-le"), "found NUL characters, as UTF-16 has them, expected a file"
         " saved as UTF-8"),
        ("discord_token", b"\xff\xfet", "found bytes that are not UTF-8, expected a file saved as UTF-8"),
        ("discord_token", b"t.o.k\0\0\0", "found NUL characters, as UTF-16 has them, expected a file saved as UTF-8"),
        ("discord_token", b"a" * 100_000, "found more than 64 KiB, expected less"),
        ("database_url", "postgresql://bot:grün@db/x".encode("latin-1"), "found bytes that are not UTF-8, expected a file saved"
         " as UTF-8"),
        ("log_level", "ERROR \u2013".encode("cp1252"), "found bytes that are not UTF-8, expected a file saved as UTF-8"),
    ],
)  # fmt: skip
def test_a_secrets_file_whose_text_is_in_doubt_is_named(
    secrets: Path, name: str, data: bytes, message: str
) -> None:
    (secrets / name).write_bytes(data)

    assert refusal() == f"{secrets / name}: {message}"


@pytest.mark.parametrize(
    "token", ["two words", "a\nb", "DISCORD_TOKEN=t.o.k", "Bot t.o.k", "a" * 201, "t.ö.k", "t\x00k", "<t.o.k>", "a\u200bb"]
)  # fmt: skip
def test_what_is_no_token_is_refused_with_the_name_of_its_file(secrets: Path, token: str) -> None:
    (secrets / "discord_token").write_text(token.replace("\0", "\1"), "utf-8")

    assert refusal() == (
        f"DISCORD_TOKEN ({secrets / 'discord_token'}): found something else, expected the bot's token: only letters, digits,"
        " dots, - and _ (Discord developer portal, Bot, Reset Token)"
    )


@pytest.mark.parametrize("token", ["two words", "a" * 100_000, "t.\udcff.k"])
def test_what_is_no_token_is_refused_from_the_environment_too(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)

    assert refusal().startswith("DISCORD_TOKEN: found something else, expected the bot's token: only letters")


@pytest.mark.parametrize(
    "url", ["postgresql://bot:p\udcff@db/x", "sqlite:///a\nb", "postgresql://" + "a" * 100_000]
)
def test_what_cannot_be_the_address_of_a_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert refusal().startswith("DATABASE_URL: found something else, expected sqlite:///records.sqlite3, or")


def test_an_empty_secrets_file_is_unset(secrets: Path) -> None:
    (secrets / "discord_token").write_text("\n")

    assert load_settings().discord_token is None


def test_a_folder_in_the_place_of_a_secrets_file_is_said(secrets: Path) -> None:
    (secrets / "discord_token").mkdir()

    assert refusal() == (
        f"{secrets / 'discord_token'}: found a folder (Docker makes one where a file to mount is missing), expected a file"
    )


def test_a_secrets_file_that_cannot_be_read_is_said(secrets: Path) -> None:
    (secrets / "discord_token").symlink_to(secrets / "discord_token")

    assert refusal().startswith(f"{secrets / 'discord_token'}: found a file that cannot be read (")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_secrets_file_that_may_not_be_read_is_said(secrets: Path) -> None:
    (secrets / "discord_token").write_text("t.o.k")
    (secrets / "discord_token").chmod(0)

    assert refusal() == (
        f"{secrets / 'discord_token'}: found a file that may not be read, expected one that the bot's user may read"
    )


def test_a_secrets_folder_that_is_a_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "discord_token").write_text("t.o.k")
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path / "discord_token"))

    assert refusal() == f"SECRETS_DIR: found {tmp_path / 'discord_token'}, which is no folder, expected one"


def test_every_file_that_cannot_be_used_is_told_with_all_the_rest(
    secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (secrets / "discord_token").write_bytes(b"\xe9")
    (secrets / "database_url").write_bytes(b"\xe9")
    (tmp_path / ".env").write_bytes(b"PORT=\xe9\n")
    monkeypatch.setenv("LOG_LEVEL", "loud")

    assert [line.split(":")[0] for line in refusal().splitlines()] == [
        "LOG_LEVEL",
        ".env",
        str(secrets / "database_url"),
        str(secrets / "discord_token"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_file_of_settings_is_read_in_every_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_bytes('DISCORD_TOKEN="t.o.k"\r\nPORT=2\r\n'.encode(encoding))

    settings = load_settings()

    assert (settings.discord_token, settings.port) == (SecretStr("t.o.k"), 2)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"PORT=\xff\n", "bytes that are not UTF-8"),
        ("PORT=1".encode("utf-16-be"), "NUL characters, as UTF-16 has them"),
        (b"PORT=1\n\0", "NUL characters, as UTF-16 has them"),
    ],
)
def test_a_file_that_is_not_utf_8_is_a_sentence(tmp_path: Path, data: bytes, found: str) -> None:
    (tmp_path / ".env").write_bytes(data)

    assert refusal() == f".env: found {found}, expected a file saved as UTF-8"


def test_a_virtual_environment_named_as_the_file_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    assert load_settings().port == 8765


def test_a_token_is_not_shown() -> None:
    assert "abc" not in repr(Settings(discord_token=SecretStr("abc")))


def test_every_setting_is_documented_with_its_default(project_root: Path) -> None:
    lines = (project_root / ".env.example").read_text("utf-8").splitlines()
    documented = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    page = (project_root / "docs/settings.md").read_text("utf-8")

    assert list(documented) == [name.upper() for name in Settings.model_fields]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, ()) else str(field.default)
        default = default.lower() if isinstance(field.default, bool) else default
        assert documented[name.upper()] == default.replace("\\", "/"), name
        assert f"| `{name.upper()}` |" in page, name
    first = min(number for number, line in enumerate(lines) if re.match("[A-Z]", line))
    assert all(line.startswith("#") or not line for line in lines[:first])


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"STATE_DIR": "mine"}, "mine"),
        ({"XDG_STATE_HOME": "/x"}, "/x/strikebot"),
        ({"XDG_STATE_HOME": "relative", "HOME": "/h"}, "/h/.local/state/strikebot"),
        ({"LOCALAPPDATA": "/l"}, "/l/strikebot"),
        ({"HOME": "/h"}, "/h/.local/state/strikebot"),
    ],
)
def test_the_folder_of_the_state(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], folder: str
) -> None:
    for name in ("STATE_DIR", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert state_dir() == Path(folder)


def test_an_account_without_a_home_keeps_its_state_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    for name in ("STATE_DIR", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)

    assert state_dir() == Path(".strikebot")
