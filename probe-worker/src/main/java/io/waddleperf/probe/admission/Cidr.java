package io.waddleperf.probe.admission;

import io.waddleperf.contracts.Require;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// A block of addresses, such as `10.0.0.0/8`.
public record Cidr(InetAddress network, int prefixBits) {
    public Cidr {
        Require.range("prefix", prefixBits, 0, network.getAddress().length * 8L);
    }

    /// @throws IllegalArgumentException where the text is neither an address nor address/prefix
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new Cidr(network, bits);
    }

    /// @param texts separated by commas; none where blank
    public static List<Cidr> parseAll(String texts) {
        return Arrays.stream(texts.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Cidr::parse)
                .toList();
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int mask = 0xFF << Math.max(0, bit + 8 - prefixBits);
            if (((mine[bit / 8] ^ other[bit / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + '/' + prefixBits;
    }
}
