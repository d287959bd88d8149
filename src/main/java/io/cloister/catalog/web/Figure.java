package io.cloister.catalog.web;

import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the numbers by which models are compared.
 *
 * @param key the last part of its text's key
 */
record Figure(String key, Amount amount) {

    /** Those that are known. */
    static List<Figure> of(ModelDescription model) {
        ModelCard card = model.card();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("size", Amount.ofBytes(model.bytes())));
        if (card.parameters() > 0) {
            figures.add(new Figure("parameters", Amount.ofParameters(card.parameters())));
        }
        if (card.weights() != null) {
            figures.add(new Figure("weights", new Amount(card.weights().code(), null)));
        }
        if (card.memoryBytes() > 0) {
            figures.add(new Figure("memory", Amount.ofBytes(card.memoryBytes())));
        }
        if (card.contextLength() > 0) {
            figures.add(new Figure("context", Amount.ofTokens(card.contextLength())));
        }
        return figures;
    }
}
