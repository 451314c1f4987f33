// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits a command line into words as a shell does, kindly, and quotes a word so that shells keep it whole. Stateless. */
public final class LineWords {
    private static final Pattern PLAIN = Pattern.compile("[\\w.,=:+/-]+");
    private static final String ESCAPED_IN_QUOTES = "\"\\$`";

    private LineWords() {}

    /** A line that {@link #split} and shells split into these words; only those that need it are quoted. */
    public static String join(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : quote(word))
                .collect(Collectors.joining(" "));
    }

    /**
     * Words may be quoted by straight or typographic marks. A backslash keeps the character after it; within double marks
     * only where a shell would take that character for something else.
     *
     * @throws IllegalArgumentException where a quotation mark is not closed
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        String closing = "";
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escape = c == '\\' && i + 1 < line.length();
            if (!closing.isEmpty()) {
                if (closing.indexOf(c) >= 0) {
                    closing = "";
                } else if (escape && closing.equals("\"") && ESCAPED_IN_QUOTES.indexOf(line.charAt(i + 1)) >= 0) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (!closingFor(c).isEmpty()) {
                closing = closingFor(c);
                inWord = true;
            } else if (escape && line.charAt(i + 1) == '\n') {
                i++; // the line goes on
            } else if (escape) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (!Character.isWhitespace(c) && c != '\u00A0') {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (!closing.isEmpty()) {
            throw new IllegalArgumentException("a quotation mark is opened and not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** The marks that close what {@code opening} opens; empty where it opens nothing. */
    private static String closingFor(char opening) {
        return switch (opening) {
            case '"' -> "\"";
            case '\'' -> "'";
            case '“', '”', '„' -> "”“";
            case '‘' -> "’";
            default -> "";
        };
    }

    public static String quote(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (ESCAPED_IN_QUOTES.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
