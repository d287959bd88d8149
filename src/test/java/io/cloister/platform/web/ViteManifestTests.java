package io.cloister.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class ViteManifestTests {

    private final ViteManifest manifest = new ViteManifest(new ByteArrayResource("""
            {
              "_parts-1a.js": {"file": "parts-1a.js", "css": ["parts-2b.css"], "imports": ["src/chat/conversation.ts"]},
              "icons.svg": {"file": "icons-3c.svg", "src": "icons.svg"},
              "src/chat/conversation.ts": {
                "file": "chat/conversation-4d.js", "isEntry": true,
                "imports": ["_parts-1a.js"], "css": ["conversation-5e.css"]
              }
            }
            """.getBytes(StandardCharsets.UTF_8)));

    @Test
    void knowsTheScriptOfAnEntry() {
        assertThat(manifest.script("chat/conversation")).isEqualTo("/assets/chat/conversation-4d.js");
    }

    @Test
    void putsStylesOfImportedPartsFirstAndSurvivesCycles() {
        assertThat(manifest.styles("chat/conversation"))
                .containsExactly("/assets/parts-2b.css", "/assets/conversation-5e.css");
    }

    @Test
    void knowsFilesThatAreNeitherScriptNorStyle() {
        assertThat(manifest.asset("icons.svg")).isEqualTo("/assets/icons-3c.svg");
    }

    @Test
    void hasNothingToOfferWhereTheFrontEndWasNotBuilt() {
        ViteManifest missing = new ViteManifest(new ClassPathResource("no-such-manifest.json"));
        assertThat(missing.script("chat/conversation")).isNull();
        assertThat(missing.styles("chat/conversation")).isEmpty();
    }
}
