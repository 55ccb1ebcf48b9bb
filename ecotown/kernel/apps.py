from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "ecotown.kernel"
    label = "kernel"

    def ready(self) -> None:
        from ecotown.kernel import checks, ddl, rules  # noqa: F401  (checks registers itself)

        rules.load()
        ddl.register([ddl.append_only("kernel_journalentry", key="number")])
        # Not an event between apps: SQLite drops triggers whenever it rebuilds a table.
        post_migrate.connect(ddl.install, sender=self, dispatch_uid="kernel.ddl")
