// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of names in which numbers count as numbers: picture 9 before picture 10. */
final class NaturalOrder {
    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    private NaturalOrder() {}

    /** Of names that differ in capitals or leading zeros alone, some order that is always the same. */
    static int compare(String a, String b) {
        Matcher partsOfA = PART.matcher(a);
        Matcher partsOfB = PART.matcher(b);
        while (true) {
            boolean more = partsOfA.find();
            if (more != partsOfB.find()) {
                return more ? 1 : -1;
            }
            if (!more) {
                return a.compareTo(b);
            }
            int order = compareParts(partsOfA.group(), partsOfB.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareParts(String a, String b) {
        boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
