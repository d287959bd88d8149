package io.cloister.inference.embedding;

import io.cloister.inference.tokenizer.TokenizedText.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a long text that is read at once. Windows overlap, so that every token has some text around it; each answers
 * for the tokens that begin between two borders, in the middle of the overlaps. All are counted in code points.
 */
record TextWindow(int start, int end, int answersFrom, int answersTo) {

    /** Tokens that two neighbours share, at most a quarter of a window. */
    private static final int SHARED = 64;

    /**
     * @param places of the text's tokens, special ones left out
     * @param size tokens of a window, at least 4
     */
    static List<TextWindow> of(List<Place> places, int size) {
        int shared = Math.min(SHARED, size / 4);
        var windows = new ArrayList<TextWindow>();
        int answersFrom = 0;
        for (int from = 0; from < places.size(); from += size - shared) {
            int to = Math.min(from + size, places.size());
            boolean last = to == places.size();
            int border = last ? Integer.MAX_VALUE : places.get(to - shared / 2).start();
            windows.add(
                    new TextWindow(places.get(from).start(), places.get(to - 1).end(), answersFrom, border));
            answersFrom = border;
            if (last) {
                break;
            }
        }
        return windows;
    }

    boolean answersFor(int character) {
        return character >= answersFrom && character < answersTo;
    }
}
