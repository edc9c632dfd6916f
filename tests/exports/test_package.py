"""The package of the whole data set: valid, whole, and saying what schema.sql says."""

import csv
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import csvw
import duckdb
import frictionless
import pytest
import yaml

from data import SOURCE
from data.build import build
from data.schema_metadata import described
from data.settings import using
from exports import changes, package
from exports.dataset import CELLS_AS_THEY_ARE, TABLES
from exports.frictionless_descriptor import of_tables, table_path
from exports.zip_export import archived
from i18n import dataset_texts
from intake.batches.reading import read_batch
from queries import current
from tests.api import readers
from tests.consultation.lumen import LUMEN
from tests.queries.variants import copy as copied_tables
from tests.queries.variants import edit

ROOT = SOURCE.parent
SCHEMA = (SOURCE / "schema.sql").read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in SOURCE.glob("*.csv"))

Change = Callable[[list[dict[str, str]]], object]


@cache
def made() -> dict[str, bytes]:
    """The files of the package."""
    return package.files()


@cache
def descriptor() -> dict[str, Any]:
    """The package's descriptor."""
    content: dict[str, Any] = json.loads(made()["datapackage.json"])
    return content


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Table -> what the descriptor says of it."""
    return {Path(resource["path"]).stem: resource for resource in descriptor()["resources"]}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is unpacked."""
    folder = tmp_path_factory.mktemp("package") / "release"
    package.write(folder, made())
    return folder


@pytest.fixture(scope="module")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a small data set, which validators have soon gone through."""
    folder = tmp_path_factory.mktemp("small")
    build(LUMEN, folder / "lumen.duckdb")
    with using(source=LUMEN, database=folder / "lumen.duckdb"):
        package.write(folder / "release", package.files())
    assert fits_csvw(folder / "release")
    return folder / "release"


@pytest.fixture
def loose(release: Path, tmp_path: Path) -> Path:
    """A copy of the package whose descriptor tells no checksums, so that what is wrong with a row shows by itself."""
    folder = tmp_path / "loose"
    shutil.copytree(release, folder)
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in content["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def changed(folder: Path, table: str, change: Change) -> None:
    path = folder / table_path(table)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def setting(row: int, **cells: str) -> Change:
    return lambda rows: rows[row].update(cells)


def repeating(rows: list[dict[str, str]]) -> None:
    rows.append(rows[0])


def spoil(path: Path) -> None:
    """Change one letter."""
    content = path.read_bytes()
    assert content.endswith(b"s\n")
    path.write_bytes(content[:-2] + b"z\n")


def frictionless_errors(folder: Path) -> set[tuple[str, str]]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    errors: set[tuple[str, str]] = set()
    for task in report.tasks:
        errors |= {(Path(task.place).stem, error.type) for error in task.errors}
    assert report.valid == (not errors and not report.errors)
    return errors | {("", error.type) for error in report.errors}


def fits_csvw(folder: Path) -> bool:
    try:
        return bool(csvw.CSVW(str(folder / "csv-metadata.json"), validate=True).is_valid)
    except ValueError:
        return False


BROKEN: list[tuple[str, Change, str]] = [
    ("points", setting(7, theme_id="no-such-theme"), "foreign-key"),
    ("points", setting(8, kind="rant"), "constraint-error"),
    ("action_lines", setting(12, parent_id="C99"), "foreign-key"),
    ("claim_opposites", setting(0, opposite_id="re-nothing"), "foreign-key"),
    ("organisations", setting(0, website="ftp://example.org"), "constraint-error"),
    ("stages", setting(0, position="0"), "constraint-error"),
    ("submissions", setting(0, added_on="1999-12-31"), "constraint-error"),
    ("submissions", setting(1, stated_signatory_count="many"), "type-error"),
    ("milestones", setting(0, description=""), "constraint-error"),
    ("milestones", setting(1, starts_on="yesterday"), "type-error"),
    ("themes", setting(0, title="IGF funding"), "unique-error"),
    ("double_coding", repeating, "primary-key"),
]


class TestWhatIsInIt:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_table_is_its_file_byte_for_byte(self, name: str) -> None:
        assert made()[f"data/{name}.csv"] == (SOURCE / f"{name}.csv").read_bytes()

    def test_every_table_is_there_and_described(self) -> None:
        assert sorted(resources()) == NAMES
        assert sorted(path for path in made() if path.startswith("data/")) == [
            f"data/{name}.csv" for name in NAMES
        ]

    def test_all_files_are_listed_with_their_checksums(self, release: Path) -> None:
        lines = made()["SHA256SUMS"].decode().splitlines()
        assert {line.split("  ")[1] for line in lines} == set(made()) - {"SHA256SUMS"}
        process = subprocess.run(
            ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=release, capture_output=True
        )
        assert process.returncode == 0, process.stdout

    def test_the_text_for_readers_names_every_file_and_table(self) -> None:
        text = made()["README.txt"].decode()
        for path in set(made()) - {"README.txt"}:
            assert ("data/*.csv" if path.startswith("data/") else path) in text
        for name in NAMES:
            rows = len(made()[f"data/{name}.csv"].decode().splitlines()) - 1
            assert f"{name} ({rows:,}): {TABLES[name]}" in " ".join(text.split())
        assert current().version in text

    def test_it_is_the_same_archive_whenever_it_is_made(self) -> None:
        content = archived(made())
        assert archived(package.files()) == content
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name) for name in archive.namelist()} == made()

    def test_whoever_opens_it_is_told_that_cells_may_look_like_formulas(self) -> None:
        readme = " ".join(made()["README.txt"].decode().split())
        metadata = json.loads(made()["csv-metadata.json"])
        for text in (readme, descriptor()["description"], metadata["dc:description"]):
            assert CELLS_AS_THEY_ARE in text

    def test_cells_that_look_like_formulas_come_back_from_it_as_they_are(
        self, tmp_path: Path
    ) -> None:
        cells = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "'=1+1", "'"]
        source = copied_tables(tmp_path / "tables")
        edit(
            source,
            "points",
            lambda rows: rows.assign(summary=list(islice(cycle(cells), len(rows)))),
        )
        build(source, tmp_path / "formulas.duckdb")
        with using(database=tmp_path / "formulas.duckdb"):
            package.write(tmp_path / "release", package.files(source))
        content = (source / "points.csv").read_bytes()
        assert (tmp_path / "release" / table_path("points")).read_bytes() == content
        points = read_batch(tmp_path / "release").tables["points"].cells
        assert points.summary.tolist()[: len(cells)] == cells

    def test_no_licence_and_no_person_is_made_up(self) -> None:
        assert "licenses" not in descriptor()
        assert "contributors" not in descriptor()
        assert "license" not in yaml.safe_load(made()["CITATION.cff"])
        for text in (descriptor()["description"], made()["README.txt"].decode()):
            assert "No licence has been chosen" in " ".join(text.split())

    def test_version_date_and_sources_are_told(self) -> None:
        assert descriptor()["version"] == current().version
        assert descriptor()["created"] == f"{changes.released(SOURCE)[1]}T00:00:00Z"
        assert descriptor()["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        with (SOURCE / "submissions.csv").open(encoding="utf-8", newline="") as file:
            publishers = {row["publisher"] for row in csv.DictReader(file)}
        assert f"{len(publishers)} publishers" in descriptor()["sources"][0]["title"]
        (matrix,) = resources()["action_line_sdgs"]["sources"]
        assert matrix["path"].startswith("https://github.com/uwidcit/WSIS-SDG-Matrix/")
        assert "sources" not in resources()["sdgs"]


class TestFrictionless:
    def test_the_package_is_valid(self, release: Path) -> None:
        assert frictionless_errors(release) == set()

    def test_every_row_that_breaks_a_rule_is_found_and_no_other(self, loose: Path) -> None:
        for table, change, _error in BROKEN:
            changed(loose, table, change)
        assert frictionless_errors(loose) == {(table, error) for table, _change, error in BROKEN}

    def test_a_file_with_another_byte_is_found(self, release: Path, tmp_path: Path) -> None:
        folder = tmp_path / "release"
        shutil.copytree(release, folder)
        spoil(folder / "data" / "sdgs.csv")
        assert ("sdgs", "hash-count") in frictionless_errors(folder)


class TestCsvw:
    def test_the_package_is_valid(self, release: Path) -> None:
        assert fits_csvw(release)

    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("points", setting(7, theme_id="no-such-theme")),
            ("claims", setting(0, kind="position-")),
            ("stages", setting(0, position="0")),
            ("submissions", setting(0, title="")),
            ("signatories", repeating),
        ],
        ids=["reference", "list", "bound", "required", "key"],
    )
    def test_a_row_that_breaks_a_rule_is_found(
        self, small_release: Path, tmp_path: Path, table: str, change: Change
    ) -> None:
        folder = Path(shutil.copytree(small_release, tmp_path / "release"))
        changed(folder, table, change)
        assert not fits_csvw(folder)

    def test_it_says_of_every_column_what_the_descriptor_says(self) -> None:
        metadata = json.loads(made()["csv-metadata.json"])
        assert {table["url"] for table in metadata["tables"]} == {
            resource["path"] for resource in resources().values()
        }
        for table in metadata["tables"]:
            resource = resources()[Path(table["url"]).stem]["schema"]
            assert table["tableSchema"]["primaryKey"] == resource["primaryKey"]
            for column, field in zip(
                table["tableSchema"]["columns"], resource["fields"], strict=True
            ):
                constraints = field.get("constraints", {})
                assert column["name"] == field["name"]
                assert column["datatype"]["base"] == field["type"]
                assert column["required"] == constraints.get("required", False)
                assert column.get("dc:description") == field.get("description")
                assert column["datatype"].get("minimum") == (
                    str(constraints["minimum"]) if "minimum" in constraints else None
                )
                for value in constraints.get("enum", ()):
                    assert re.fullmatch(column["datatype"]["format"], value)


class TestFromTheSchema:
    """What the descriptor says is what schema.sql says: read here by other means, and changed."""

    def test_keys_and_types_are_those_of_the_schema(self) -> None:
        with duckdb.connect(":memory:") as connection:
            connection.execute(SCHEMA)
            constraints = connection.execute(
                """
                SELECT table_name, constraint_type, constraint_column_names, referenced_table,
                    referenced_column_names FROM duckdb_constraints()
                """
            ).fetchall()
            columns = connection.execute(
                """
                SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
                WHERE coalesce(comment, '') NOT LIKE 'Derived%'
                """
            ).fetchall()
        references = {
            (table, tuple(names), other_table, tuple(other_names))
            for table, kind, names, other_table, other_names in constraints
            if kind == "FOREIGN KEY" and table in resources()
        }
        assert len(references) > 15
        assert references == {
            (
                table,
                tuple(key["fields"]),
                key["reference"].get("resource", table).replace("-", "_"),
                tuple(key["reference"]["fields"]),
            )
            for table, resource in resources().items()
            for key in resource["schema"].get("foreignKeys", ())
        }
        for table, kind, names, _other_table, _other_names in constraints:
            if kind == "PRIMARY KEY" and table in resources():
                assert resources()[table]["schema"]["primaryKey"] == names
        kinds = {"VARCHAR": "string", "INTEGER": "integer", "DATE": "date"}
        assert {
            (
                table,
                field["name"],
                field["type"],
                field.get("constraints", {}).get("required", False),
            )
            for table, resource in resources().items()
            for field in resource["schema"]["fields"]
        } == {
            (table, column, kinds[kind], not nullable)
            for table, column, kind, nullable in columns
            if table in resources()
        }

    def test_what_no_constraint_of_a_field_says_is_said_in_words(self) -> None:
        rules = {
            (table, rule["rule"])
            for table, resource in resources().items()
            for rule in resource.get("rules", ())
        }
        assert ("stages", "must not open after it closes") in rules
        assert ("points", "must be the kind of its claim in claims.csv") in rules
        assert not any("lower-case letters" in rule for _table, rule in rules)
        further = (SOURCE / "rules.sql").read_text(encoding="utf-8")
        for table, rule in re.findall(r"^-- (\w+)\.\w+: (.*)$", further, re.MULTILINE):
            assert (table, rule) in rules

    def test_columns_that_are_computed_are_named_with_the_file_that_has_them(self) -> None:
        derived = re.findall(r"COMMENT ON COLUMN (\w+)\.(\w+) IS 'Derived: (.*)';", SCHEMA)
        assert derived
        text = " ".join(made()["README.txt"].decode().split())
        for table, column, meaning in derived:
            description = resources()[table]["description"]
            assert f"{column}: {meaning}" in description
            assert "only in the DuckDB file" in description
            assert f"{table}.{column}: {meaning}" in text

    @pytest.mark.parametrize(
        ("old", "new", "table", "column", "expected"),
        [
            (
                "CHECK (role IN ('author', 'signatory'))",
                "CHECK (role IN ('author', 'signatory', 'endorser'))",
                "signatories",
                "role",
                {"required": True, "enum": ["author", "signatory", "endorser"]},
            ),
            (
                "CHECK (sdg BETWEEN 1 AND 17)",
                "CHECK (sdg > 2 AND 21 > sdg)",
                "sdgs",
                "sdg",
                {"required": True, "unique": True, "minimum": 3, "maximum": 20},
            ),
            (
                "regexp_full_match(language, '[a-z]{2}')",
                "language IS NULL OR regexp_full_match(language, '[a-z]{3}')",
                "submissions",
                "language",
                {"required": True, "pattern": "[a-z]{3}"},
            ),
            (
                "added_on >= DATE '2000-01-01'",
                "added_on BETWEEN DATE '2025-01-01' AND DATE '2030-12-31'",
                "submissions",
                "added_on",
                {"required": True, "minimum": "2025-01-01", "maximum": "2030-12-31"},
            ),
            (
                "short_title VARCHAR NOT NULL UNIQUE,\n    convenor VARCHAR,",
                "short_title VARCHAR NOT NULL UNIQUE,\n    convenor VARCHAR UNIQUE,",
                "stages",
                "convenor",
                {"unique": True},
            ),
        ],
        ids=["list", "bounds", "pattern", "days", "unique"],
    )
    def test_a_changed_schema_changes_the_descriptor(
        self,
        tmp_path: Path,
        old: str,
        new: str,
        table: str,
        column: str,
        expected: dict[str, Any],
    ) -> None:
        assert SCHEMA.count(old) == 1
        path = tmp_path / "schema.sql"
        path.write_text(SCHEMA.replace(old, new), encoding="utf-8")
        tables = described(path)
        entries = of_tables(tables, made(), {table.name: [] for table in tables})
        (resource,) = (entry for entry in entries if entry["path"] == f"data/{table}.csv")
        (field,) = (field for field in resource["schema"]["fields"] if field["name"] == column)
        assert field["constraints"] == expected

    def test_a_condition_on_two_columns_is_no_constraint_of_one(self, tmp_path: Path) -> None:
        path = tmp_path / "schema.sql"
        old = "CHECK (position > 0), -- must be 1 or more\n    CHECK (opens_on <= closes_on)"
        new = (
            "CHECK (position > 0 OR title IS NULL), -- must be odd\n"
            "    CHECK (opens_on <= closes_on)"
        )
        path.write_text(SCHEMA.replace(old, new), encoding="utf-8")
        (stages,) = (table for table in described(path) if table.name == "stages")
        assert {field.name: field.least for field in stages.fields}["position"] is None
        assert (("position", "title"), "must be odd") in stages.rules


class TestCitingAndChanges:
    RELEASE = tomllib.loads((SOURCE / "settings.toml").read_text(encoding="utf-8"))["release"]

    def test_the_change_log_begins_with_the_release(self) -> None:
        assert changes.released(SOURCE)[0] == self.RELEASE

    def test_the_change_log_counts_what_the_tables_hold(self) -> None:
        log = (SOURCE / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
        text = " ".join(log.split())
        rows = {name: len(made()[f"data/{name}.csv"].decode().splitlines()) - 1 for name in NAMES}
        tables = re.findall(r"`(\w+)` \(([\d,]+) rows\)", text)
        assert {"text_paragraphs", "claim_outcomes", "claim_outcome_paragraphs"} <= dict(
            tables
        ).keys()
        for table, count in tables:
            assert count == f"{rows[table]:,}", table

    def test_the_citation_file_names_release_and_title(self) -> None:
        content = (ROOT / "CITATION.cff").read_bytes()
        release, day = changes.released(SOURCE)
        assert content == package.citation_file(release, day)
        citation = yaml.safe_load(content)
        assert citation["version"] == self.RELEASE
        assert citation["date-released"] == day
        assert citation["title"] == dataset_texts.texts().title
        heading = (SOURCE / "CODEBOOK.md").read_text(encoding="utf-8").partition("\n")[0]
        assert (
            heading.lower()
            == f"# data set: {dataset_texts.texts().title.lower()} (release {self.RELEASE})"
        )
        assert yaml.safe_load(made()["CITATION.cff"]) == {**citation, "version": current().version}

    @pytest.mark.slow
    def test_cffconvert_finds_the_citation_files_valid(self, release: Path) -> None:
        for file in (ROOT / "CITATION.cff", release / "CITATION.cff"):
            output = readers.run("cffconvert", "--validate", "--infile", file)
            assert "Citation metadata are valid" in output

    @pytest.mark.slow
    def test_cffconvert_names_what_is_wrong(self, tmp_path: Path) -> None:
        file = tmp_path / "CITATION.cff"
        text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        file.write_text(text.replace("type: dataset", "type: letter"), encoding="utf-8")
        with pytest.raises(AssertionError, match="'letter' is not one of"):
            readers.run("cffconvert", "--validate", "--infile", file)


class TestWriting:
    def test_the_folder_has_all_files(self, release: Path) -> None:
        files = {
            path.relative_to(release).as_posix(): path.read_bytes()
            for path in release.rglob("*")
            if path.is_file()
        }
        assert files == made()

    def test_a_folder_that_is_there_is_left_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        with pytest.raises(FileExistsError):
            package.write(tmp_path / "mine", made())
        assert list(tmp_path.rglob("*")) == [tmp_path / "mine"]

    def test_nothing_is_left_half_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write, paths = Path.write_bytes, []

        def fail(path: Path, content: bytes) -> int:
            paths.append(path)
            if len(paths) > 5:
                raise OSError("No space left on device")
            return write(path, content)

        monkeypatch.setattr(Path, "write_bytes", fail)
        with pytest.raises(OSError, match="No space"):
            package.write(tmp_path / "release", made())
        assert len(paths) == 6
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.long
    def test_the_command_line_writes_it_and_says_what_it_wrote(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "exports.package", str(tmp_path / "release")]
        process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert process.returncode == 0, process.stderr
        assert current().version in process.stdout
        assert (tmp_path / "release" / "SHA256SUMS").read_bytes() == made()["SHA256SUMS"]
        code = package.main([str(tmp_path / "release")])
        assert code == 2

    def test_tables_that_the_database_was_not_built_from_make_no_package(
        self, tmp_path: Path
    ) -> None:
        source = copied_tables(tmp_path / "tables")
        for name in ("CODEBOOK.md", "CHANGELOG.md"):
            shutil.copy(SOURCE / name, source)
        assert package.files(source) == made()
        spoil(source / "sdgs.csv")
        with pytest.raises(package.OtherTables):
            package.files(source)
