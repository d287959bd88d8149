package io.cloister.inference.onnx;

/**
 * How far a decoder goes.
 *
 * @param contextLength most tokens of prompt and answer together
 * @param ropeSwitch past this many tokens positions are written differently (longrope), and what was kept of the text
 *     is void; {@link #NEVER} for other models
 * @param vocabulary number of token ids, for graphs that do not tell it themselves; 0 where it is not known
 */
public record DecoderLimits(int contextLength, int ropeSwitch, int vocabulary) {

    public static final int NEVER = Integer.MAX_VALUE;
}
