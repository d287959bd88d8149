package io.cloister.audit.note;

import io.cloister.audit.tree.Hash;
import java.util.Base64;

/**
 * What a checkpoint says (C2SP tlog-checkpoint): the log's origin, its size in decimal and its root in base64, each on
 * a line of its own.
 */
public record CheckpointText(String origin, long size, Hash root) {

    /** The bytes that are signed are the UTF-8 of this, with the last line's end. */
    public String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }

    /** @throws InvalidNoteException where the text is not exactly of that form */
    static CheckpointText parse(String body) throws InvalidNoteException {
        String[] lines = body.split("\n", -1);
        if (lines.length != 4 || lines[0].isEmpty() || !lines[3].isEmpty()) {
            throw new InvalidNoteException("is not a checkpoint of three lines");
        }
        try {
            CheckpointText text = new CheckpointText(
                    lines[0],
                    Long.parseUnsignedLong(lines[1]),
                    Hash.of(Base64.getDecoder().decode(lines[2])));
            if (!text.body().equals(body)) {
                throw new InvalidNoteException("is not written in the one permitted way");
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("has no size or no root", e);
        }
    }
}
