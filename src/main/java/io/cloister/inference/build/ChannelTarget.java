package io.cloister.inference.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes into a file, wherever the region is. Belongs to one thread. */
final class ChannelTarget implements DataFile.Target {

    private final FileChannel channel;
    private float[] numbers = {};
    private byte[] bytes = {};

    ChannelTarget(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public float[] numbers(int count) {
        if (numbers.length < count) {
            numbers = new float[count];
        }
        return numbers;
    }

    @Override
    public byte[] bytes(int count) {
        if (bytes.length < count) {
            bytes = new byte[count];
        }
        return bytes;
    }

    @Override
    public void write(DataFile.Region region, long at, ByteBuffer content) throws IOException {
        for (long offset = region.offset() + at; content.hasRemaining(); ) {
            offset += channel.write(content, offset);
        }
    }
}
