"""Finds imports of our own targets that Package.swift does not declare.

Such an import compiles when the module is visible by accident, is not rebuilt when that module changes, and then
crashes (swift-package-manager issues 10483 and 10502).
"""

import json
import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private )?import (?:\w+ )?(\w+)")


def undeclared(package: dict) -> list[str]:
    own = {target["name"] for target in package["targets"]}
    found = []
    for target in package["targets"]:
        declared = set(target.get("target_dependencies", [])) | {target["name"]}
        for source in target.get("sources", []):
            path = pathlib.Path(target["path"]) / source
            if path.suffix != ".swift":
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                match = IMPORT.match(line)
                if match and match[1] in own and match[1] not in declared:
                    found.append(f"{path}: imports {match[1]}, which target {target['name']} does not declare")
    return found


if __name__ == "__main__":
    described = subprocess.check_output(["swift", "package", "describe", "--type", "json"], stderr=subprocess.DEVNULL)
    faults = undeclared(json.loads(described))
    print("\n".join(faults), end="\n" if faults else "")
    sys.exit(1 if faults else 0)
