package io.cloister.platform;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param items at most {@code size} of them
 * @param number counted from 0
 * @param size items asked for per page, at least 1
 * @param total items on all pages
 */
public record ResultPage<T>(List<T> items, int number, int size, long total) {

    public ResultPage {
        items = List.copyOf(items);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return number + 1 < pages();
    }

    public boolean hasPrevious() {
        return number > 0;
    }
}
