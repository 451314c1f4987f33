// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The third lever: the words around the classes' names, in training and at evaluation. */
final class PromptGroup extends VBox {
    private static final int MOST = CaptionGrammar.TEMPLATES.size();

    PromptGroup(SetupModel model) {
        getStyleClass().add("setup-group");
        SetupControls controls = model.controls();
        Control<Integer> declared = controls.templatesDeclared;
        getChildren()
                .addAll(
                        new ControlRow(controls.templatesInUse, inUse(controls))
                                .answeredBy(model.readingsProperty().map(now -> captions(model, now))),
                        new ControlRow(controls.evaluationTemplates, new EvaluationPrompts(model))
                                .answeredBy(Bindings.createStringBinding(
                                        () -> example(model), model.readingsProperty(), model.setupProperty())),
                        new ControlRow(declared, line(Sliders.whole(declared, 1, MOST), NumberField.ofInt(declared)))
                                .answeredBy(declared.valueProperty().map(PromptGroup::last)),
                        new ControlRow(
                                controls.captions,
                                Choices.combo(controls.captions, List.of(CaptionPolicy.values()), PromptGroup::name)));
    }

    /** More than are declared cannot be in use; those of a run in training stay in reach. */
    private static HBox inUse(SetupControls controls) {
        Control<Integer> inUse = controls.templatesInUse;
        Slider slider = Sliders.whole(inUse, 1, MOST);
        slider.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> controls.templatesDeclared.get() <= 1 && inUse.get() <= 1,
                        controls.templatesDeclared.valueProperty(),
                        inUse.valueProperty()));
        return line(slider, NumberField.ofInt(inUse));
    }

    private static HBox line(Slider slider, NumberField<Integer> field) {
        HBox line = new HBox(slider, field);
        line.getStyleClass().add("setup-line");
        return line;
    }

    private static String captions(SetupModel model, Readings now) {
        return model.options().data().captions() == CaptionPolicy.GIBBERISH
                ? Messages.text("setup.inuse.reading.gibberish")
                : Messages.text("setup.inuse.reading", now.captions());
    }

    private static String example(SetupModel model) {
        String example = model.readingsProperty().get().example();
        int more = model.setupProperty().get().evaluationTemplates().size() - 1;
        return more == 0
                ? Messages.text("setup.evaluation.reading", example)
                : Messages.text("setup.evaluation.reading.ensemble", example, more);
    }

    private static String last(int declared) {
        return Messages.text(
                "setup.declared.reading",
                CaptionGrammar.TEMPLATES.get(Math.clamp(declared, 1, MOST) - 1).text());
    }

    private static String name(CaptionPolicy policy) {
        return Messages.text(
                switch (policy) {
                    case TEMPLATE -> "setup.captions.template";
                    case IDENTICAL -> "setup.captions.identical";
                    case GIBBERISH -> "setup.captions.gibberish";
                    case SHUFFLED -> "setup.captions.shuffled";
                });
    }
}
