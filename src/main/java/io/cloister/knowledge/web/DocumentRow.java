package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import java.util.Locale;

/** A document in a collection's table. */
record DocumentRow(DocumentSummary document, String kind, String size) {

    static DocumentRow of(DocumentSummary document) {
        return new DocumentRow(document, kindOf(document.fileName()), ByteSize.inWords(document.bytes()));
    }

    private static String kindOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toUpperCase(Locale.ROOT);
    }
}
