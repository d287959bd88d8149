package io.cloister.knowledge.lexical;

import io.cloister.knowledge.DocumentId;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** How a passage is written to its index. No text is kept there, only which words it has and where. */
final class WordFields {

    /** Id of the passage. */
    static final String PASSAGE = "passage";

    static final String DOCUMENT = "document";

    /** Words as they stand; for spelling, and where the rules of a language leave nothing. */
    static final String WORDS = "words";

    private static final String TEXT = "text_";
    private static final FieldType OCCURRENCE = new FieldType();

    static {
        OCCURRENCE.setTokenized(true);
        OCCURRENCE.setIndexOptions(IndexOptions.DOCS);
        OCCURRENCE.setOmitNorms(true);
        OCCURRENCE.freeze();
    }

    private WordFields() {}

    /** Title, headings and text, by the rules of a language. */
    static String text(String language) {
        return TEXT + language;
    }

    static boolean isText(String field) {
        return field.startsWith(TEXT);
    }

    static String language(String textField) {
        return textField.substring(TEXT.length());
    }

    static Document document(DocumentId document, String language, IndexedPassage passage) {
        String all = passage.above() + "\n" + passage.text();
        Document fields = new Document();
        fields.add(new BinaryDocValuesField(PASSAGE, bytes(passage.id())));
        fields.add(new StringField(DOCUMENT, bytes(document.value()), Field.Store.NO));
        fields.add(new TextField(text(Languages.ruled(language)), all, Field.Store.NO));
        fields.add(new Field(WORDS, all, OCCURRENCE));
        return fields;
    }

    static BytesRef bytes(UUID id) {
        return new BytesRef(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    static UUID id(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
