"""Two people, one text."""


class Conflict(Exception):
    """Somebody saved first. Both texts travel with it, so that nothing typed is lost; the answer is a 409."""

    def __init__(self, sentence: str, *, mine: str = "", theirs: str = "", version: int = 0, mark: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.mine, self.theirs, self.version = str(sentence), mine, theirs, version
        self.mark = mark  # of what stands there now, where no version is counted
