"""Shared code of the benchmarks: the simulator, runs of a program in a job, and ratios of medians."""
import os
import pathlib
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROLE = "arn:aws:iam::111122223333:role/Deploy"


class Simulator:
    """FakeAws over TLS with an RSA certificate, as AWS uses. Can be behind a proxy with a delay."""

    def __init__(self, jdk, round_trip_ms=0):
        testkit = ROOT / "testkit/target/testkit.jar"
        self.log = tempfile.NamedTemporaryFile("w+")
        self.processes = [
            subprocess.Popen(
                [f"{jdk}/bin/java", "-jar", testkit],
                stdout=subprocess.PIPE, stderr=self.log, text=True)]
        variables = {}
        for line in self.processes[0].stdout:
            name, value = re.match(r"export (\w+)=(.*)", line).groups()
            variables[name] = shlex.split(value)[0]
            if name == "AWS_CA_BUNDLE":
                break
        port = re.search(r":(\d+)", variables["AWS_ENDPOINT_URL_STS"]).group(1)
        if round_trip_ms:
            proxy = subprocess.Popen(
                [sys.executable, ROOT / "bench/delay-proxy.py", port, str(round_trip_ms)],
                stdout=subprocess.PIPE, text=True)
            self.processes.append(proxy)
            behind = proxy.stdout.readline().strip()
            variables = {k: v.replace(":" + port, ":" + behind) for k, v in variables.items()}
            port = behind
        self.bundle = variables.pop("AWS_CA_BUNDLE")
        # Another host name for STS, so that GitHub and STS cannot share a connection, as in reality.
        variables["AWS_ENDPOINT_URL_STS"] = f"https://127.0.0.1:{port}"
        variables["INPUT_STS-ENDPOINT"] = f"https://127.0.0.1:{port}"
        variables["INPUT_ROLE-TO-ASSUME"] = ROLE
        variables["INPUT_AWS-REGION"] = "us-east-1"
        variables["INPUT_AUDIENCE"] = "sts.amazonaws.com"
        variables["GITHUB_WORKSPACE"] = str(ROOT)
        self.variables = variables

    def roots(self, jdk, runtime, folder):
        """The root certificates of the image's JVM and of the simulator, as many as in reality."""
        store = pathlib.Path(folder) / "roots"
        store.write_bytes((runtime / "java/lib/security/jssecacerts").read_bytes())
        subprocess.run(
            [f"{jdk}/bin/keytool", "-importcert", "-noprompt", "-alias", "simulator", "-file",
             self.bundle, "-keystore", store, "-storepass", "changeit"],
            check=True, capture_output=True)
        return store

    def close(self):
        for process in self.processes:
            process.kill()


def once(words, environment):
    """One run: seconds from exec to exit, seconds of CPU time, and peak memory in KiB."""
    names = ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")
    for name in names:
        pathlib.Path(environment[name]).write_text("")
    out = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    pid = os.posix_spawn(
        words[0], [str(word) for word in words], environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(out)
    if status != 0 or "AWS_SESSION_TOKEN" not in pathlib.Path(environment["GITHUB_ENV"]).read_text():
        raise SystemExit(f"{words[0]} did not do the work (status {status})")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def alternate(variants, rounds, warm=3):
    """Runs all variants in each round, so that other load on the machine affects all of them."""
    results = {name: [] for name in variants}
    for i in range(rounds + warm):
        for name, (words, environment) in variants.items():
            result = once(words, environment)
            if i >= warm:
                results[name].append(result)
    return results


def table(title, results, base):
    """Medians, and for each the median of the ratios within a round, which load affects least."""
    print(f"\n{title}, {len(results[base])} rounds")
    print(f"  {'':34}{'wall':>9}{'ratio':>7}{'cpu':>9}{'ratio':>7}{'memory':>9}{'ratio':>7}")
    for name, runs in results.items():
        cells = ""
        for k, unit in enumerate((1e3, 1e3, 1 / 1024)):
            value = statistics.median(run[k] for run in runs) * unit
            ratio = statistics.median(run[k] / b[k] for run, b in zip(runs, results[base]))
            cells += f"{value:6.0f}{' MB' if k == 2 else ' ms'}{ratio:7.2f}"
        print(f"  {name:34}{cells}", flush=True)
