from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"

    def ready(self) -> None:
        from ecotown.kernel import ddl
        from indicators import guards

        ddl.register(guards.GUARDS)
