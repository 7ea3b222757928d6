"""The index of the search, with what each engine looks through it by.

A later migration that alters `SearchEntry` loses the triggers on SQLite, which makes the table anew; it calls `unindex`
at its beginning and `index` at its end. `website/tests/test_search_index.py` fails where that was forgotten.
"""

import django.db.models.deletion
import loa.website.models.search
from django.db import migrations, models

# The words are our own (`website/rules/terms.py`): PostgreSQL's parser would part them at their signs, FTS5's at "_.:".
_POSTGRESQL = """
CREATE INDEX website_search_terms ON website_searchentry
USING gin (array_to_tsvector(string_to_array(terms, ' ')))
"""
_SQLITE = (
    """
    CREATE VIRTUAL TABLE website_searchterms USING fts5(
        terms, content='website_searchentry', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars '_.:'"
    )
    """,
    """
    CREATE TRIGGER website_search_added AFTER INSERT ON website_searchentry
    BEGIN INSERT INTO website_searchterms(rowid, terms) VALUES (new.id, new.terms); END
    """,
    """
    CREATE TRIGGER website_search_removed AFTER DELETE ON website_searchentry
    BEGIN INSERT INTO website_searchterms(website_searchterms, rowid, terms) VALUES ('delete', old.id, old.terms); END
    """,
    """
    CREATE TRIGGER website_search_changed AFTER UPDATE ON website_searchentry
    BEGIN
        INSERT INTO website_searchterms(website_searchterms, rowid, terms) VALUES ('delete', old.id, old.terms);
        INSERT INTO website_searchterms(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
)


def index(apps, schema_editor):
    for statement in [_POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, params=None)


def unindex(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX website_search_terms")
        return
    for deed in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER website_search_{deed}")
    schema_editor.execute("DROP TABLE website_searchterms")


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0004_recordings_and_translations'),
        ('people', '0005_audit_append_only'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('website', '0005_portals'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(max_length=90, verbose_name='bỏ dấu')),
                ('written', models.CharField(max_length=200, verbose_name='viết')),
                ('entries', models.PositiveIntegerField(verbose_name='số mục có từ này')),
                ('is_pair', models.BooleanField(default=False, verbose_name='hai từ đứng cạnh nhau')),
            ],
            options={
                'verbose_name': 'từ trong các mục tìm kiếm',
                'verbose_name_plural': 'từ trong các mục tìm kiếm',
                'indexes': [models.Index(condition=models.Q(('is_pair', False)), fields=['folded'], name='search_words_alone')],
                'constraints': [models.UniqueConstraint(fields=('folded', 'written'), name='one_search_word_per_writing')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('story', 'Tin, bài'), ('plan', 'Kế hoạch'), ('task', 'Nhiệm vụ trong kế hoạch'), ('document', 'Văn bản'), ('draft', 'Lấy ý kiến'), ('unit', 'Cơ quan, đơn vị'), ('page', 'Trang giới thiệu')], max_length=12, verbose_name='loại')),
                ('source', models.CharField(max_length=80, verbose_name='bản ghi')),
                ('everywhere', models.BooleanField(default=False, verbose_name='có trên mọi trang của cổng')),
                ('sought', models.BooleanField(default=False, verbose_name='nhiều người cần')),
                ('day', models.DateField(blank=True, null=True, verbose_name='ngày')),
                ('title', models.CharField(max_length=500, verbose_name='tên')),
                ('address', models.CharField(max_length=500, verbose_name='đường dẫn')),
                ('text', models.TextField(blank=True, verbose_name='nội dung')),
                ('folded_title', models.TextField(blank=True, verbose_name='tên bỏ dấu')),
                ('folded_text', models.TextField(blank=True, verbose_name='nội dung bỏ dấu')),
                ('terms', loa.website.models.search.TermsField(blank=True, verbose_name='từ để tìm')),
                ('fingerprint', models.CharField(max_length=32, verbose_name='dấu nhận')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsroom.section', verbose_name='chuyên mục')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='trang thông tin điện tử')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'mục tìm kiếm',
                'verbose_name_plural': 'mục tìm kiếm',
                'indexes': [models.Index(fields=['sought', '-day'], name='search_entries_sought')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'source'), name='one_search_entry_per_source')],
            },
        ),
        migrations.RunPython(index, unindex),
    ]
