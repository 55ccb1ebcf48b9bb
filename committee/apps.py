from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "committee"

    def ready(self) -> None:
        from committee import guards
        from ecotown.kernel import ddl

        ddl.register(guards.GUARDS)
