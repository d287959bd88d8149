package io.cloister.inference.template;

/**
 * What a template may use up. Templates come with checkpoints and are trusted with nothing; time is bounded by counting
 * steps, so that the same template ends at the same place on every machine.
 *
 * @param templateCharacters length of a template's source, in UTF-16 units
 * @param nesting how deep brackets and blocks may nest in the source, and lists and mappings in one another
 * @param depth how deep expressions, blocks and macro calls may nest while rendering; each level takes about three
 *     frames of the thread's stack
 * @param steps evaluations in one rendering; making a text takes a step for each 8 characters, making a list 4 for each
 *     item, so that steps bound memory too
 * @param textCharacters length of the output, and of any text on the way to it, in UTF-16 units
 * @param integerBits size of an integer
 */
public record TemplateLimits(
        int templateCharacters, int nesting, int depth, long steps, int textCharacters, int integerBits) {

    /** Room for every published template over a conversation of a million tokens; ends within seconds in any case. */
    public static final TemplateLimits DEFAULT = new TemplateLimits(500_000, 100, 200, 5_000_000, 8_000_000, 1_024);
}
