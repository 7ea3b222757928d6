"""From bytes to a `Document`: the guard looks first, then the reader of that format alone is imported and run."""

from plan_reader.document import Document
from plan_reader.errors import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024


def load(data: bytes, name: str | None) -> Document:
    """Return the document in `data`; `name` is only a hint for text without any mark of its own.

    Raises:
        UnreadableFile: with a sentence for the person who chose the file.
    """
    from plan_reader.loading import guard

    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            "too-large", "Tệp lớn hơn 50 MB nên không được đọc. Bỏ bớt hình ảnh trong tệp rồi tải tệp lên lại."
        )
    return _read(data, guard.sniff(data, name))


def _read(data: bytes, kind: str) -> Document:
    if kind in ("txt", "tsv"):
        from plan_reader.loading.plain import read_plain

        return read_plain(data)
    if kind == "docx":
        from plan_reader.loading.docx import read_docx

        return read_docx(data)
    if kind == "xlsx":
        from plan_reader.loading.xlsx import read_xlsx

        return read_xlsx(data)
    if kind == "pdf":
        from plan_reader.loading.pdf import read_pdf

        return read_pdf(data)
    from plan_reader.loading.docx import read_docx
    from plan_reader.loading.office import convert_to_docx

    return read_docx(convert_to_docx(data, kind))  # type: ignore[arg-type]
