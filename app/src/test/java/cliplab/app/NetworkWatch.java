// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.platform.LocalName;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.WindowOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Notes who is looked for in the network: every name that Java has the system resolve, and every address that a connection is about to be made to. As
 * a program it opens a window that trains, and tells.
 */
public final class NetworkWatch extends InetAddressResolverProvider {
    static final String NOTHING = "sought in the network: []";
    /** Sought on purpose at the end: a watch that does not see it sees nothing. */
    private static final String CONTROL = "watched.invalid";

    private static final int EPOCHS = 4;
    private static final Queue<String> SOUGHT = new ConcurrentLinkedQueue<>();

    /** Java makes it where a name is first resolved. */
    public NetworkWatch() {}

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver ours = new LocalName().get(configuration);
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                SOUGHT.add(host);
                if (host.equals(CONTROL)) {
                    throw new UnknownHostException(host);
                }
                List<InetAddress> found = ours.lookupByName(host, policy).toList();
                if (found.equals(List.of(InetAddress.getLoopbackAddress()))) {
                    SOUGHT.remove(host); // nobody was asked
                }
                return found.stream();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return ours.lookupByAddress(address);
            }
        };
    }

    public static void main(String[] arguments) throws Exception {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
                SOUGHT.add(address.toString());
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException why) {}
        });
        CliplabApp.open(
                new WindowOptions(
                        null, 1, "cpu", new WindowOptions.Size(1280, 800), new Purpose.MeasureTraining(EPOCHS)),
                Witness.NOBODY);
        if (ServiceLoader.load(InetAddressResolverProvider.class).stream()
                .noneMatch(provider -> provider.type().equals(LocalName.class))) {
            SOUGHT.add("this machine's own name, where no test stands in front of Java's resolver");
        }
        try {
            throw new IllegalStateException(
                    "there is a machine of the name of " + List.of(InetAddress.getAllByName(CONTROL)));
        } catch (UnknownHostException e) {
            if (!SOUGHT.remove(CONTROL)) {
                SOUGHT.add("nobody that this watch would have seen");
            }
        }
        System.out.println("sought in the network: " + List.copyOf(SOUGHT));
        System.exit(0);
    }
}
