package io.cloister.catalog.intake;

import io.cloister.access.People;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.ModelInspector;
import io.cloister.catalog.ModelSampler;
import io.cloister.catalog.hub.FakeHub;
import io.cloister.platform.DataDirectory;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Each step of an import can be held by its {@link Gates}; what happens in it is real. */
@TestConfiguration(proxyBeanMethods = false)
class CatalogTestConfiguration {

    @Bean(destroyMethod = "close")
    FakeHub fakeHub() throws IOException {
        return new FakeHub();
    }

    @Bean
    DynamicPropertyRegistrar hubAddress(FakeHub hub) {
        return registry -> {
            registry.add("cloister.catalog.hub.base-url", hub::address);
            registry.add("cloister.catalog.hub.token", () -> FakeHub.TOKEN);
            registry.add("cloister.catalog.hub.retry-delay", () -> "1ms");
        };
    }

    @Bean
    Gates gates() {
        return new Gates();
    }

    @Bean
    CatalogHouse catalogHouse(
            People people,
            DataDirectory directory,
            Environment environment,
            ObjectProvider<WebServerApplicationContext> context) {
        return new CatalogHouse(people, directory, environment, context);
    }

    @Bean
    @Primary
    HeldBuilder heldBuilder(Gates gates, @Qualifier("checkpointModelBuilder") ModelBuilder real) {
        return new HeldBuilder(gates, real);
    }

    /** Comes before the real ones and asks them in their order. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelInspector heldInspector(
            Gates gates,
            @Qualifier("encoderFolderInspector") ModelInspector encoders,
            @Qualifier("decoderFolderInspector") ModelInspector decoders) {
        return folder -> {
            gates.pass(ImportState.INSPECTING);
            return (encoders.recognises(folder) ? encoders : decoders).inspect(folder);
        };
    }

    @Bean
    @Primary
    ModelSampler heldSampler(Gates gates) {
        return (model, prompt) -> {
            gates.pass(ImportState.SAMPLING);
            return prompt + ", there was a model named " + model.name() + ".";
        };
    }
}
