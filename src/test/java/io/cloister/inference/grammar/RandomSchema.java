package io.cloister.inference.grammar;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema of the supported kind with a source of documents that are valid by it.
 *
 * @param documents a new one at each call
 */
record RandomSchema(JsonNode schema, Supplier<JsonNode> documents) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[][] PATTERNS = {
        {"^[A-Z]{2}-[0-9]{1,3}$", "AB-12", "ZZ-1"},
        {"x.y", "axbyc", "\"x\u00e4y\\"},
        {"^(red|green|blue)?$", "", "green"},
        {"^[^a-z]+$", "A \"B\"", "\u6f22\u5b57"},
    };

    /** Not e-mail: the validator knows a list of top-level domains by heart. */
    private static final String[][] FORMATS = {
        {"date", "2024-02-29", "1999-12-31"},
        {"date-time", "2024-02-29T12:00:00Z", "1999-12-31T23:59:59.123+02:00"},
        {"uuid", "123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"},
        {"ipv4", "127.0.0.1", "255.255.255.255"},
    };

    private static final String LETTERS = "ab \"\\\n\t/\u00e9\u20ac\u6f22{}[],:";

    static RandomSchema of(Random random, int depth) {
        ObjectNode node = JSON.createObjectNode();
        return switch (random.nextInt(depth > 0 ? 14 : 9)) {
            case 0 -> text(random, node);
            case 1 -> pick(random, node, "pattern", PATTERNS);
            case 2 -> pick(random, node, "format", FORMATS);
            case 3 -> integer(random, node);
            case 4 -> decimal(random, node);
            case 5 -> new RandomSchema(node.put("type", "boolean"), () -> JSON.valueToTree(random.nextBoolean()));
            case 6 -> listed(random, node);
            case 7 -> {
                node.putArray("type").add("string").add("null");
                yield new RandomSchema(
                        node, () -> random.nextBoolean() ? JSON.nullNode() : JSON.valueToTree(letters(random, 0, 5)));
            }
            case 8 ->
                new RandomSchema(node.set("const", JSON.createObjectNode().put("k", 1.5)), () -> node.get("const"));
            case 9 -> array(random, node, depth);
            case 10 -> anyOf(random, node, depth);
            case 11 -> map(random, node, depth);
            default -> object(random, node, depth);
        };
    }

    private static String letters(Random random, int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static RandomSchema text(Random random, ObjectNode node) {
        node.put("type", "string");
        int least = random.nextInt(4);
        int most = least + random.nextInt(6);
        if (random.nextBoolean()) {
            node.put("minLength", least).put("maxLength", most);
        }
        return new RandomSchema(node, () -> JSON.valueToTree(letters(random, least, most)));
    }

    private static RandomSchema pick(Random random, ObjectNode node, String keyword, String[][] kinds) {
        String[] kind = kinds[random.nextInt(kinds.length)];
        node.put("type", "string").put(keyword, kind[0]);
        return new RandomSchema(node, () -> JSON.valueToTree(kind[1 + random.nextInt(2)]));
    }

    private static RandomSchema integer(Random random, ObjectNode node) {
        int low = random.nextInt(4000) - 2000;
        int high = low + random.nextInt(random.nextBoolean() ? 5 : 3000);
        node.put("type", "integer").put("minimum", low).put("maximum", high);
        return new RandomSchema(node, () -> JSON.valueToTree(low + random.nextInt(high - low + 1)));
    }

    private static RandomSchema decimal(Random random, ObjectNode node) {
        double low = (random.nextInt(400) - 200) / 8.0;
        double high = low + random.nextInt(100) / 16.0;
        node.put("type", "number").put("minimum", low).put("maximum", high);
        return new RandomSchema(
                node, () -> JSON.valueToTree(Math.clamp(low + Math.round(random.nextInt(100) / 16.0), low, high)));
    }

    private static RandomSchema listed(Random random, ObjectNode node) {
        ArrayNode values =
                node.putArray("enum").add("a").add("ab").add(17).addNull().add("\u00e9\"");
        return new RandomSchema(node, () -> values.get(random.nextInt(values.size())));
    }

    private static RandomSchema array(Random random, ObjectNode node, int depth) {
        RandomSchema item = of(random, depth - 1);
        int least = random.nextInt(3);
        int most = least + random.nextInt(3);
        node.put("type", "array").put("minItems", least).put("maxItems", most).set("items", item.schema);
        return new RandomSchema(node, () -> {
            ArrayNode array = JSON.createArrayNode();
            IntStream.range(0, least + random.nextInt(most - least + 1)).forEach(_ -> array.add(item.documents.get()));
            return array;
        });
    }

    private static RandomSchema anyOf(Random random, ObjectNode node, int depth) {
        RandomSchema one = of(random, depth - 1);
        RandomSchema other = of(random, depth - 1);
        node.putArray("anyOf").add(one.schema).add(other.schema);
        return new RandomSchema(node, () -> (random.nextBoolean() ? one : other).documents.get());
    }

    private static RandomSchema map(Random random, ObjectNode node, int depth) {
        RandomSchema value = of(random, depth - 1);
        node.put("type", "object").set("additionalProperties", value.schema);
        return new RandomSchema(node, () -> {
            ObjectNode object = JSON.createObjectNode();
            IntStream.range(0, random.nextInt(3))
                    .forEach(_ -> object.set(letters(random, 0, 4), value.documents.get()));
            return object;
        });
    }

    private static RandomSchema object(Random random, ObjectNode node, int depth) {
        node.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        RandomSchema[] values = new RandomSchema[1 + random.nextInt(5)];
        boolean[] needed = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(random, depth - 1);
            needed[i] = random.nextBoolean();
            properties.set("p" + i, values[i].schema);
            if (needed[i]) {
                required.add("p" + i);
            }
        }
        return new RandomSchema(node, () -> {
            ObjectNode object = JSON.createObjectNode();
            for (int i = 0; i < values.length; i++) {
                if (needed[i] || random.nextBoolean()) {
                    object.set("p" + i, values[i].documents.get());
                }
            }
            return object;
        });
    }
}
