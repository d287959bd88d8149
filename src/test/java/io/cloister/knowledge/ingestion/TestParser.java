package io.cloister.knowledge.ingestion;

import java.util.List;

/** The parser as it is set up by default, and short ways to look at what it reads. */
final class TestParser {

    static final ParsingLimits LIMITS = new ParsingLimits(1_000_000, 500);

    private TestParser() {}

    static ParsedDocument parse(byte[] content, String fileName) {
        return new DocumentParser(LIMITS).parse(content, fileName);
    }

    static List<String> texts(ParsedDocument document) {
        return document.blocks().stream().map(Block::text).toList();
    }

    static List<String> texts(ParsedDocument document, Block.Kind kind) {
        return document.blocks().stream()
                .filter(block -> block.kind() == kind)
                .map(Block::text)
                .toList();
    }
}
