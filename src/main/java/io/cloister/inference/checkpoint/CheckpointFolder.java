package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The files of a checkpoint. */
record CheckpointFolder(Path path) {

    private static final JsonMapper JSON = new JsonMapper();

    boolean has(String name) {
        return Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    JsonNode optionalJson(String name) throws UnusableCheckpointException {
        return has(name) ? json(name) : MissingNode.getInstance();
    }

    JsonNode json(String name) throws UnusableCheckpointException {
        try (InputStream in = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw unreadable(name, e);
        }
    }

    String text(String name) throws UnusableCheckpointException {
        try (InputStream in = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    Weights weights(String stem, Arena arena) throws UnusableCheckpointException {
        var files = new TreeSet<String>();
        String index = stem + ".safetensors.index.json";
        if (has(index)) {
            json(index).path("weight_map").forEach(file -> files.add(file.asString()));
        } else {
            files.add(stem + ".safetensors");
        }
        var tensors = new LinkedHashMap<String, MappedTensor>();
        for (String file : files) {
            map(file, arena, tensors);
        }
        return new Weights(tensors);
    }

    private void map(String file, Arena arena, Map<String, MappedTensor> tensors) throws UnusableCheckpointException {
        try (FileChannel channel =
                FileChannel.open(path.resolve(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            SafetensorsHeader header = SafetensorsHeader.read(file, channel);
            long start = header.dataStart();
            MemorySegment data = channel.map(FileChannel.MapMode.READ_ONLY, start, channel.size() - start, arena);
            for (TensorEntry entry : header.entries()) {
                tensors.put(entry.name(), new MappedTensor(file, entry, data));
            }
        } catch (UnusableCheckpointException e) {
            throw e;
        } catch (IOException | JacksonException e) {
            throw unreadable(file, e);
        }
    }

    private static UnusableCheckpointException unreadable(String file, Exception cause) {
        return new UnusableCheckpointException(
                "The file '%s' cannot be read and seems damaged; copy or download it again.".formatted(file), cause);
    }
}
