#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Postern beside Postfix: the same work, in the same run. tools/bench calls it; docs/performance.md explains the figures.

Each server runs on one processor and smtp_load on another; runs of both alternate; what is told are medians, with the
smallest and largest reading. CPU is what the server's processes used by themselves (user + system, /proc), per session or
message.
"""
import argparse
import contextlib
import json
import os
import pathlib
import pwd
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

LISTED_SENDERS = 100_000
LISTED_RANGES = 10_000
HOST = "mx.example.test"
TICKS = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """What ends the benchmark, said to whoever started it."""


def run(*command, **options):
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode:
        raise Failure(f"{' '.join(map(str, command))}: {result.stderr.strip() or result.stdout.strip()}")
    return result.stdout


def wait_for(port, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise Failure(f"Nothing listens on port {port} after {seconds} s.")


def stat(pid):
    """Parent, own CPU and that of children already reaped, in ticks. /proc/PID/stat, proc(5)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


def tree(root):
    """The process and all that descend from it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = stat(entry.name)[0]
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


class Server:
    """Something that listens: `ports` by the name of the work."""

    def __init__(self, folder, first_port):
        self.folder = folder
        self.ports = {"refuse": first_port, "connect": first_port + 1, "accept": first_port + 2}
        self.pid = None

    def cpu_seconds(self):
        """Of the live processes and of those that the first one has reaped."""
        total = 0
        for pid in tree(self.pid):
            with contextlib.suppress(OSError):
                _, own, reaped = stat(pid)
                total += own + reaped
        return total / TICKS

    def memory(self):
        """Bytes of memory that are this server's alone or its share of what is shared."""
        total = 0
        for pid in tree(self.pid):
            with contextlib.suppress(OSError):
                for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
        return total

    def clear(self):
        """Puts the messages taken so far aside."""
        # Not deleted: ext4 walks around inodes that were freed within five seconds, which would burden the next run.
        for mailbox in self.folder.glob("mail/*"):
            mailbox.rename(self.folder / f"taken-{mailbox.name}-{time.monotonic_ns()}")


class Postern(Server):
    name = "Postern"

    def __init__(self, folder, first_port, binaries):
        super().__init__(folder, first_port)
        self.binaries = binaries
        self.process = None

    def start(self, processor):
        store = self.folder / "postern.db"
        (self.folder / "mail").mkdir()
        control = [self.binaries / "posternctl", "--store", store]
        run(*control, "init", "--hostname", HOST, "--domain", "example.test")
        run(*control, "apply", "-", input=json.dumps(self.document()))
        log = open(self.folder / "posternd.log", "w")
        self.process = subprocess.Popen(
            ["taskset", "-c", processor, self.binaries / "posternd", "--store", store], stdout=log, stderr=log)
        self.pid = self.process.pid
        for port in self.ports.values():
            wait_for(port)

    def clear(self):
        # What is still on its way to the Maildir must not burden the next run.
        while "nothing waits" not in run(self.binaries / "posternctl", "--store", self.folder / "postern.db",
                                         "queue", "list"):
            time.sleep(0.5)
        super().clear()

    def document(self):
        limits = {"addresses": ["127.0.0.1"], "connection_limit": 100_000, "connection_limit_per_client": 100_000}
        return {
            "server": {"hostname": HOST, "lan": ["192.0.2.0/24"]},
            "domains": [{"name": "example.test"}],
            "mailboxes": [{"address": "jane@example.test", "delivery": f"maildir:{self.folder}/mail"}],
            "services": [
                {"name": "refuse", "port": self.ports["refuse"], "black_list": {"sender": listed_senders()}} | limits,
                {"name": "connect", "port": self.ports["connect"], "answer_at_rcpt": False,
                 "black_list": {"ip": listed_ranges()}} | limits,
                {"name": "accept", "port": self.ports["accept"]} | limits,
            ],
        }

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(60)


class Postfix(Server):
    """A Postfix of its own: configuration, queue and log in `folder`."""
    name = "Postfix"

    def start(self, processor):
        self.folder.chmod(0o755)
        for name in ("etc", "queue", "data", "mail"):
            (self.folder / name).mkdir()
        owner = pwd.getpwnam("postfix")
        os.chown(self.folder / "data", owner.pw_uid, -1)
        os.chown(self.folder / "mail", owner.pw_uid, owner.pw_gid)
        etc = self.folder / "etc"
        (etc / "main.cf").write_text(self.main(etc, owner))
        (etc / "master.cf").write_text(self.master(etc))
        (etc / "senders").write_text("".join(f"{sender} REJECT blacklisted\n" for sender in listed_senders()))
        (etc / "clients").write_text("".join(f"{block} REJECT blacklisted\n" for block in listed_ranges()))
        (etc / "mailboxes").write_text("jane@example.test ./\n")
        for table in ("senders", "mailboxes"):
            run("postmap", "-c", etc, f"hash:{etc}/{table}")
        run("taskset", "-c", processor, "postfix", "-c", etc, "start")
        for port in self.ports.values():
            wait_for(port)
        self.pid = int((self.folder / "queue/pid/master.pid").read_text())

    def main(self, etc, owner):
        return f"""
compatibility_level = 3.6
queue_directory = {self.folder}/queue
data_directory = {self.folder}/data
maillog_file = {self.folder}/log
maillog_file_prefixes = {self.folder}
myhostname = {HOST}
mynetworks = 192.0.2.0/24
mydestination =
alias_maps =
virtual_mailbox_domains = example.test
virtual_mailbox_maps = hash:{etc}/mailboxes
virtual_mailbox_base = {self.folder}/mail
virtual_uid_maps = static:{owner.pw_uid}
virtual_gid_maps = static:{owner.pw_gid}
virtual_minimum_uid = 1
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
default_process_limit = 1200
smtpd_client_connection_count_limit = 0
smtpd_relay_restrictions = reject_unauth_destination
"""

    def master(self, etc):
        services = [line for line in pathlib.Path("/usr/share/postfix/master.cf.dist").read_text().splitlines()
                    if line and not line.startswith(("#", "smtp      inet", " ")) and not line.endswith("pipe")]
        service = "127.0.0.1:{} inet n - n - 1200 smtpd\n -o {}"
        services += [
            service.format(self.ports["refuse"],
                           f"{{smtpd_sender_restrictions=check_sender_access hash:{etc}/senders}}"),
            service.format(self.ports["connect"],
                           f"{{smtpd_client_restrictions=check_client_access cidr:{etc}/clients}}")
            + "\n -o smtpd_delay_reject=no",
            service.format(self.ports["accept"], "smtpd_client_restrictions="),
        ]
        return "\n".join(services).replace(" y       -       -", " n       -       -") + "\n"

    def clear(self):
        run("postsuper", "-c", self.folder / "etc", "-d", "ALL")
        super().clear()

    def stop(self):
        if self.pid:
            run("postfix", "-c", self.folder / "etc", "stop")


def listed_senders():
    return ["spammer@listed.example"] + [f"u{i}@d{i % 997}.example" for i in range(LISTED_SENDERS - 1)]


def listed_ranges():
    return ["127.3.0.0/16"] + [f"10.{i // 250}.{i % 250}.0/25" for i in range(LISTED_RANGES - 1)]


class Bench:
    def __init__(self, options, servers):
        self.options = options
        self.servers = servers

    def load(self, port, *arguments):
        """smtp_load on its processor: reads its lines as they come."""
        return subprocess.Popen(
            ["taskset", "-c", self.options.load_processor, self.options.load, "--port", str(port), *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def expect(self, process, word):
        line = process.stdout.readline().strip()
        if line != word:
            raise Failure(f"smtp_load ended before it said '{word}': {line}")

    def measure(self, server, work, *arguments):
        process = self.load(server.ports[work], "--work", work, "--seconds", self.options.seconds, *arguments)
        self.expect(process, "ready")
        self.expect(process, "start")
        before = server.cpu_seconds()
        line = process.stdout.readline()
        used = server.cpu_seconds() - before
        if process.wait() or not line:
            raise Failure(f"smtp_load failed against {server.name}.")
        reading = json.loads(line)
        units = reading["done"]
        if not units:
            raise Failure(f"{server.name} did nothing of {work}: {reading['first_error']}")
        return {"rate": units / reading["seconds"], "cpu_us": used * 1e6 / units, "p99_ms": reading["p99_ms"],
                "errors": reading["errors"]}

    def alternate(self, work, *arguments):
        readings = {server.name: [] for server in self.servers}
        for _ in range(self.options.runs):
            for server in self.servers:
                readings[server.name].append(self.measure(server, work, *arguments))
                server.clear()
        return {name: summarize(many) for name, many in readings.items()}

    def idle_memory(self, clients):
        result = {}
        for server in self.servers:
            before = server.memory()
            process = self.load(server.ports["refuse"], "--work", "none", "--idle", clients)
            self.expect(process, "ready")
            time.sleep(1)
            result[server.name] = {"bytes_per_client": (server.memory() - before) / clients}
            process.stdin.close()
            process.wait()
            time.sleep(1)
        return result

    def beside_idle(self, server, clients):
        """Throughput with and without idle clients, by turns."""
        alone, beside = [], []
        for _ in range(self.options.runs):
            alone.append(self.measure(server, "refuse"))
            beside.append(self.measure(server, "refuse", "--idle", clients))
        return {"alone": summarize(alone), "beside": summarize(beside),
                "loss_percent": 100 * (1 - median(beside, "rate") / median(alone, "rate"))}


def median(readings, key):
    return statistics.median(reading[key] for reading in readings)


def summarize(readings):
    return {key: {"median": median(readings, key), "min": min(r[key] for r in readings),
                  "max": max(r[key] for r in readings)} for key in readings[0]}


WORKS = {
    "W1": ("refuse by a sender list of 100,000", "refuse", ()),
    "W2": ("refuse by 10,000 IP ranges at connect", "connect", ("--source", "127.3.0.1")),
    "W3a": ("accept 4 KiB, durable, 1 a session", "accept", ("--clients", 50)),
    "W3b": ("accept 4 KiB, durable, 20 a session", "accept", ("--clients", 50, "--messages", 20)),
}


def tell_work(name, title, result):
    print(f"\n{name}  {title}")
    for server, figures in result.items():
        rate, cpu = figures["rate"], figures["cpu_us"]
        print(f"  {server:8} {rate['median']:9,.0f} /s ({rate['min']:,.0f} to {rate['max']:,.0f})"
              f"   CPU {cpu['median']:8,.0f} µs ({cpu['min']:,.0f} to {cpu['max']:,.0f})"
              f"   p99 {figures['p99_ms']['median']:.1f} ms   errors {figures['errors']['max']}", flush=True)
    if len(result) == 2:
        ours, theirs = result["Postern"], result["Postfix"]
        print(f"  ratio    {ours['rate']['median'] / theirs['rate']['median']:9.1f} ×"
              f"    CPU 1/{theirs['cpu_us']['median'] / ours['cpu_us']['median']:.1f}")


def tell_idle(results):
    for server, figures in results.get("W5 memory", {}).items():
        print(f"  {server:8} {figures['bytes_per_client'] / 1024:9.1f} KiB per idle client")
    for name, figures in results.items():
        if "loss_percent" in figures:
            print(f"  {name}: {figures['beside']['rate']['median']:,.0f} /s, loss {figures['loss_percent']:.1f} %")


def bench(options, servers):
    results = {}
    runner = Bench(options, servers)
    for name, (title, work, arguments) in WORKS.items():
        if name in options.works:
            results[name] = runner.alternate(work, *arguments)
            tell_work(name, title, results[name])
    if "W5" in options.works:
        print("\nW5  idle clients")
        results["W5 memory"] = runner.idle_memory(1000)
        for server in servers:
            for clients in (1000, 10_000) if server.name == "Postern" else (1000,):
                results[f"W5 {server.name} beside {clients:,}"] = runner.beside_idle(server, clients)
        tell_idle(results)
    return results


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binaries", type=pathlib.Path, required=True, help="folder of posternd and posternctl")
    parser.add_argument("--load", required=True, help="the program smtp_load")
    parser.add_argument("--json", type=pathlib.Path, help="where the readings go")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each run")
    parser.add_argument("--works", nargs="+", default=[*WORKS, "W5"])
    parser.add_argument("--only", choices=["Postern", "Postfix"], help="one server alone")
    parser.add_argument("--server-processor", default="0")
    parser.add_argument("--load-processor", default="1")
    return parser.parse_args()


def main():
    options = read_options()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")))
    folder.chmod(0o755)
    (folder / "postern").mkdir()
    (folder / "postfix").mkdir()
    servers = [Postern(folder / "postern", 25250, options.binaries), Postfix(folder / "postfix", 25260)]
    servers = [server for server in servers if options.only in (None, server.name)]
    try:
        for server in servers:
            server.start(options.server_processor)
        results = bench(options, servers)
        if options.json:
            options.json.write_text(json.dumps(results, indent=2) + "\n")
    except Failure as failure:
        sys.exit(f"bench: {failure}\nThe servers' files are in {folder}.")
    finally:
        for server in servers:
            server.stop()
    shutil.rmtree(folder)


main()
