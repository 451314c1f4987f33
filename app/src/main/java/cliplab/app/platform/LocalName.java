// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Answers with the loopback address where Java asks for this machine's own name, as AWT does to name a file of fonts: the system could ask
 * a name server. All other names are the system's to resolve. Java finds this class by its name in META-INF/services. Any thread.
 */
public final class LocalName extends InetAddressResolverProvider {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Java makes it before it resolves the first name. */
    public LocalName() {}

    @Override
    public String name() {
        return "own name without the network";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver system = configuration.builtinResolver();
        String own = configuration.lookupLocalHostName();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                // By its number: to find it, Java opens a socket and lists the network's interfaces.
                return host.equals(own)
                        ? Stream.of(InetAddress.getByAddress(host, LOOPBACK))
                        : system.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }
}
