"""The project's own files: the lock, the stages, the words that stand nowhere."""

import re
import subprocess
import tomllib

import pytest
import yaml


def names(root, file):
    text = (root / "requirements" / file).read_text("utf-8")
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)}


@pytest.mark.parametrize(("file", "extra"), [("base.txt", None), ("dev.txt", "dev")])
def test_the_lock_holds_every_dependency_with_hashes_and_names_no_host(root, file, extra):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    locked = names(root, file)
    assert {re.match(r"[A-Za-z0-9._-]+", item)[0].lower() for item in wanted} <= locked
    text = (root / "requirements" / file).read_text("utf-8")
    assert text.count("--hash=sha256:") >= len(locked)
    assert "://" not in text
    assert "--index-url" not in text


def test_the_two_locks_agree(root):
    pattern = re.compile(r"^([A-Za-z0-9._-]+==\S+)", re.M)
    base, dev = (
        set(pattern.findall((root / "requirements" / file).read_text("utf-8")))
        for file in ("base.txt", "dev.txt")
    )
    assert base <= dev


def test_no_tracked_file_names_a_registry_or_a_machine(root):
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    words = ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "/ro" + "ot/", "/ho" + "me/"]
    found = subprocess.run(
        ["git", "grep", "-lIE", "|".join(map(re.escape, words))], cwd=root, capture_output=True, text=True
    )
    assert found.stdout == ""


def test_the_stages_call_the_command_line_alone(root):
    stages = yaml.safe_load((root / "dvc.yaml").read_text("utf-8"))["stages"]
    calls = {"pretrain": "train pretrain", "weak_labels": "train weak"}
    calls |= {name: f"train {name}" for name in ("finetune", "distill", "export")}
    calls |= {name: name for name in ("normalize", "segment", "extract", "evaluate")}
    assert set(stages) == set(calls)
    assert all(stage["cmd"].startswith(f"zhengce {calls[name]} ") for name, stage in stages.items())


def test_a_run_over_the_corpus_needs_no_stage_of_training(root):
    stages = yaml.safe_load((root / "dvc.yaml").read_text("utf-8"))["stages"]
    made = {out: name for name, stage in stages.items() for out in map(key, stage.get("outs", []))}
    waiting, needed = ["evaluate"], set()
    while waiting:
        needed.add(name := waiting.pop())
        waiting += [made[dep] for dep in stages[name]["deps"] if dep in made]
    assert needed == {"normalize", "segment", "extract", "evaluate"}


def key(out):
    return out if isinstance(out, str) else next(iter(out))


def test_every_metric_of_the_stages_is_kept(root):
    lock = (root / "dvc.lock").read_text("utf-8")
    assert "metrics/rules.json" in lock
    assert (root / "metrics" / "rules.json").exists()
