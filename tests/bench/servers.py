# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that compare.py puts to work, each with a configuration of its own in a temporary folder."""
import contextlib
import json
import os
import pathlib
import pwd
import socket
import subprocess
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


def certificate(folder):
    """One file with certificate and key (ECDSA, as certificate authorities give today), the same for every server."""
    both = folder / "both.pem"
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", folder / "key.pem",
        "-out", folder / "cert.pem")
    both.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    for name in ("key.pem", "cert.pem", "both.pem"):
        (folder / name).chmod(0o644)
    return both


class Server:
    """Something that listens: `ports` by the name of the work that it can do."""

    def __init__(self, folder, first_port, works, options):
        folder.mkdir()
        self.folder = folder
        self.ports = {work: first_port + i for i, work in enumerate(works)}
        self.options = options
        self.pids = []
        self.processes = []

    def spawn(self, *command):
        log = open(self.folder / "output.log", "a")
        process = subprocess.Popen(["taskset", "-c", self.options.server_processor, *map(str, command)],
                                   stdout=log, stderr=log)
        self.processes.append(process)
        self.pids.append(process.pid)

    def wait(self):
        for port in self.ports.values():
            wait_for(port)

    def processes_now(self):
        return [pid for root in self.pids for pid in tree(root)]

    def cpu_seconds(self):
        """Of the live processes and of those that the first ones have reaped."""
        total = 0
        for pid in self.processes_now():
            with contextlib.suppress(OSError):
                _, own, reaped = stat(pid)
                total += own + reaped
        return total / TICKS

    def memory(self):
        """Bytes of memory that are this server's alone or its share of what is shared."""
        total = 0
        for pid in self.processes_now():
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

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(60)
        self.processes, self.pids = [], []


class Postern(Server):
    name = "Postern"

    def __init__(self, folder, first_port, options, senders=LISTED_SENDERS):
        super().__init__(folder, first_port, ("refuse", "connect", "accept"), options)
        self.senders = senders
        self.ports["starttls"] = self.ports["accept"]
        self.store = folder / "postern.db"

    def control(self, *arguments, **options):
        return run(self.options.binaries / "posternctl", "--store", self.store, *arguments, **options)

    def start(self):
        if not self.store.exists():
            (self.folder / "mail").mkdir()
            self.control("init", "--hostname", HOST, "--domain", "example.test")
            self.control("apply", "-", input=json.dumps(self.document()))
        self.spawn(self.options.binaries / "posternd", "--store", self.store)
        self.wait()

    def clear(self):
        # What is still on its way to the Maildir must not burden the next run. What came while the run before was put
        # aside found no folder, and would wait for its next try.
        while "nothing waits" not in self.control("queue", "list"):
            time.sleep(0.5)
            subprocess.run([self.options.binaries / "posternctl", "--store", self.store, "queue", "retry", "--all"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        super().clear()

    def document(self):
        files = self.options.certificate.parent
        common = {"addresses": ["127.0.0.1"], "connection_limit": 100_000, "connection_limit_per_client": 100_000,
                  "tls": {"mode": "starttls", "certificate": str(files / "cert.pem"), "key": str(files / "key.pem")}}
        return {
            "server": {"hostname": HOST, "lan": ["192.0.2.0/24"]},
            "domains": [{"name": "example.test"}],
            "mailboxes": [{"address": "jane@example.test", "delivery": f"maildir:{self.folder}/mail"}],
            "services": [
                {"name": "refuse", "port": self.ports["refuse"], "black_list": {"sender": listed_senders(self.senders)}} | common,
                {"name": "connect", "port": self.ports["connect"], "answer_at_rcpt": False,
                 "black_list": {"ip": listed_ranges()}} | common,
                {"name": "accept", "port": self.ports["accept"]} | common,
            ],
        }


class PosternWithAllChecks(Postern):
    """Every check is on, those that look something up in mode monitor, with a resolver beside it that knows nothing."""
    name = "all checks"
    looked_up = ("ip.reverse-dns", "ip.dnsbl", "helo.unresolvable", "sender.unresolvable", "sender.spf", "recipient.greylist",
                 "message.dmarc", "message.from-claims-local")

    def document(self):
        document = super().document()
        self.resolver = max(self.ports.values()) + 1
        document["server"]["dns_servers"] = [f"127.0.0.1@{self.resolver}"]
        for service in document["services"]:
            service["checks"] = {"helo.invalid": "enforce"} | {check: "monitor" for check in self.looked_up}
            service["dns_lists"] = [{"zone": "bl.example.test"}, {"zone": "dbl.example.test", "kind": "domain"}]
        return document

    def start(self):
        if not self.store.exists():
            self.control("init", "--hostname", HOST, "--domain", "example.test")
            self.control("apply", "-", input=json.dumps(self.document()))
            (self.folder / "mail").mkdir()
        settings = self.folder / "unbound.conf"
        settings.write_text(f"""
server:
    interface: 127.0.0.1@{self.resolver}
    directory: "{self.folder}"
    chroot: ""
    username: ""
    pidfile: "{self.folder}/unbound.pid"
    use-syslog: no
    do-daemonize: no
    local-zone: "." static
remote-control:
    control-enable: no
""")
        self.helper = subprocess.Popen(["taskset", "-c", self.options.load_processor, "unbound", "-d", "-c", settings],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        super().start()

    def stop(self):
        super().stop()
        self.helper.terminate()
        self.helper.wait(30)


class FixedAnswers(Server):
    """The least that a server can do; keeps messages in a journal or in files."""

    def __init__(self, folder, first_port, options, keeping):
        works = ("refuse", "connect", "accept", "starttls") if keeping == "journal" else ("accept",)
        super().__init__(folder, first_port, works, options)
        self.keeping = keeping
        self.name = f"fixed answers ({keeping})"

    def start(self):
        (self.folder / "mail").mkdir()
        keep = ("--journal", self.folder / "mail/journal") if self.keeping == "journal" else ("--files", self.folder / "mail")
        arguments = {"refuse": ["--refuse-recipients"], "connect": ["--refuse-at-connect"], "accept": keep,
                     "starttls": ["--certificate", self.options.certificate]}
        for work, port in self.ports.items():
            self.spawn(self.options.binaries / "fixed_answers", "--port", port, *arguments[work])
        self.wait()

    def clear(self):
        pass  # the same files go on


class Chasquid(Server):
    """Has no lists of senders or clients, so it takes part where there are none."""
    name = "chasquid"

    def __init__(self, folder, first_port, options):
        super().__init__(folder, first_port, ("accept",), options)
        self.ports["starttls"] = self.ports["accept"]

    def start(self):
        etc = self.folder / "etc"
        for name in ("mail", "data", f"etc/certs/{HOST}", "etc/domains/example.test"):
            (self.folder / name).mkdir(parents=True)
        files = self.options.certificate.parent
        (etc / f"certs/{HOST}/fullchain.pem").write_text((files / "cert.pem").read_text())
        (etc / f"certs/{HOST}/privkey.pem").write_text((files / "key.pem").read_text())
        (etc / "domains/example.test/aliases").write_text("")
        run("chasquid-util", f"--configdir={etc}", "user-add", "jane@example.test", "--password=x")
        (etc / "chasquid.conf").write_text(f"""
hostname: "{HOST}"
smtp_address: "127.0.0.1:{self.ports['accept']}"
data_dir: "{self.folder}/data"
mail_log_path: "{self.folder}/log"
mail_delivery_agent_bin: "/bin/sh"
mail_delivery_agent_args: "-c"
mail_delivery_agent_args: "exec cat > {self.folder}/mail/$$"
""")
        # It looks SPF up for every message. A resolver that refuses at once costs it least.
        resolver = self.folder / "resolv.conf"
        resolver.write_text("nameserver 127.0.0.99\noptions attempts:1 timeout:1\n")
        self.spawn("unshare", "--mount", "sh", "-c",
                   f"mount --bind {resolver} /etc/resolv.conf && exec chasquid -config_dir={etc}")
        self.wait()


class Postfix(Server):
    """A Postfix of its own: configuration, queue and log in `folder`."""
    name = "Postfix"

    def __init__(self, folder, first_port, options):
        super().__init__(folder, first_port, ("refuse", "connect", "accept"), options)
        self.ports["starttls"] = self.ports["accept"]

    def start(self):
        if not (self.folder / "etc").exists():
            self.configure()
        run("taskset", "-c", self.options.server_processor, "postfix", "-c", self.folder / "etc", "start")
        self.wait()
        self.pids = [int((self.folder / "queue/pid/master.pid").read_text())]

    def configure(self):
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
smtpd_tls_security_level = may
smtpd_tls_cert_file = {self.options.certificate}
smtpd_tls_key_file = {self.options.certificate}
smtpd_tls_loglevel = 0
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
        if self.pids:
            run("postfix", "-c", self.folder / "etc", "stop")
        self.pids = []


def listed_senders(count=LISTED_SENDERS):
    return ["spammer@listed.example"] + [f"u{i}@d{i % 997}.example" for i in range(count - 1)]


def listed_ranges():
    return ["127.3.0.0/16"] + [f"10.{i // 250}.{i % 250}.0/25" for i in range(LISTED_RANGES - 1)]
