"""The login, and nothing but the login: who a person is stands in `committee.Person`."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# ASCII only: Django folds user names by NFKC, which tears the Thai letter ำ apart.
login_name = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$", _("A login name has Latin letters, digits and . _ @ + - only.")
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. It carries no right: rights come from seats and assignments held today."""

    username = models.CharField(_("login name"), max_length=60, unique=True, validators=[login_name])
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_example = models.BooleanField(_("example data"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.username


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are given by the office, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
