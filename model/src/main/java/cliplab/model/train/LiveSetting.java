// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PromptTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The settings of {@link LiveOptions} that change what a run computes, each with its text form in {@code changes.csv}.
 */
public enum LiveSetting {
    /** "learned", or the τ it is held at. */
    TEMPERATURE {
        @Override
        String read(LiveOptions options) {
            return switch (options.temperature()) {
                case Temperature.Learned learned -> LEARNED;
                case Temperature.Held held -> text(held.value());
            };
        }

        @Override
        LiveOptions write(LiveOptions options, String text) {
            return options.withTemperature(
                    text.equals(LEARNED)
                            ? new Temperature.Learned(Math.max(
                                    Temperature.LEARNED_MIN,
                                    options.temperature().start()))
                            : new Temperature.Held(Double.parseDouble(text)));
        }
    },
    BATCH_SIZE {
        @Override
        String read(LiveOptions options) {
            return Integer.toString(options.batchSize());
        }

        @Override
        LiveOptions write(LiveOptions options, String text) {
            return options.withBatchSize(Integer.parseInt(text));
        }
    },
    LEARNING_RATE {
        @Override
        String read(LiveOptions options) {
            return text(options.learningRate());
        }

        @Override
        LiveOptions write(LiveOptions options, String text) {
            return options.withLearningRate(Double.parseDouble(text));
        }
    },
    TRAINING_TEMPLATES {
        @Override
        String read(LiveOptions options) {
            return Integer.toString(options.trainingTemplates());
        }

        @Override
        LiveOptions write(LiveOptions options, String text) {
            return options.withTrainingTemplates(Integer.parseInt(text));
        }
    },
    /** Separated by {@code |}. */
    EVALUATION_TEMPLATES {
        @Override
        String read(LiveOptions options) {
            return options.evaluationTemplates().stream()
                    .map(PromptTemplate::text)
                    .collect(Collectors.joining("|"));
        }

        @Override
        LiveOptions write(LiveOptions options, String text) {
            return options.withEvaluationTemplates(
                    Arrays.stream(text.split("\\|")).map(PromptTemplate::new).toList());
        }
    };

    private static final String LEARNED = "learned";

    /** As {@code changes.csv} names it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract String read(LiveOptions options);

    abstract LiveOptions write(LiveOptions options, String text);

    /** What differs between two sets of options, as changes that take effect with step {@code step}. */
    static List<Change> differences(long step, LiveOptions from, LiveOptions to) {
        List<Change> changes = new ArrayList<>();
        for (LiveSetting setting : values()) {
            String before = setting.read(from);
            String after = setting.read(to);
            if (!before.equals(after)) {
                changes.add(new Change(step, setting, before, after));
            }
        }
        return changes;
    }

    /** A number as short as it can be without loss: 64 rather than 64.0. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
