package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.build.Reference.Prompt;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.sampling.TokenChooser;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.inference.scheduling.ServingEngine;
import io.cloister.inference.scheduling.TokenEvent;
import io.cloister.inference.scheduling.TokenRequest;
import io.cloister.inference.scheduling.TokenStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The serving engine gives every family's texts token for token, whoever comes and goes beside them. */
class ReferenceServingTests {

    /** Small pieces of prompts, few rows, a memory of what was read. */
    private static final EngineSettings SETTINGS = new EngineSettings(3, 4096, 32, 1000, 1000, 1L << 30, 64L << 20);

    @TempDir
    Path directory;

    static Stream<Reference> all() throws IOException {
        return Stream.concat(Reference.oracle(), Reference.tiny());
    }

    @ParameterizedTest
    @MethodSource("all")
    void textsThatJoinAndLeaveAreThoseOfTheReference(Reference reference) throws Exception {
        var random = new Random(reference.toString().hashCode());
        Path folder = directory.resolve("model");
        ModelBuild.build(reference.folder(), folder, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
        // Twice each: the second time much of it was read before.
        List<Prompt> prompts = new ArrayList<>(reference.prompts());
        prompts.addAll(reference.prompts());
        Collections.shuffle(prompts, random);

        try (LoadedDecoder decoder = LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS);
                ServingEngine engine = decoder.serve("reference", SETTINGS, InstantSource.system())) {
            List<TokenStream> streams = new ArrayList<>();
            for (Prompt prompt : prompts) {
                streams.add(submit(engine, prompt, prompt.greedy().size(), random.nextBoolean()));
                if (random.nextInt(3) == 0) {
                    TokenStream leaving = submit(engine, prompt, 500, random.nextBoolean());
                    for (int i = random.nextInt(4); i > 0; i--) {
                        leaving.next();
                    }
                    leaving.close();
                }
            }
            for (int i = 0; i < prompts.size(); i++) {
                assertThat(read(streams.get(i)))
                        .as(prompts.get(i).name())
                        .isEqualTo(prompts.get(i).greedy());
            }
        }
    }

    private static TokenStream submit(ServingEngine engine, Prompt prompt, int count, boolean guess) {
        return engine.submit(new TokenRequest(
                Arrays.stream(prompt.tokens()).mapToInt(Math::toIntExact).toArray(),
                0,
                count,
                Set.of(),
                new TokenChooser(Sampling.GREEDY, -1, prompt.tokens()),
                null,
                Requester.HOUSE,
                guess,
                false,
                false));
    }

    private static List<Long> read(TokenStream stream) {
        List<Long> tokens = new ArrayList<>();
        while (true) {
            TokenEvent event = stream.next();
            if (event instanceof TokenEvent.Token token) {
                tokens.add((long) token.id());
            } else {
                return tokens;
            }
        }
    }
}
