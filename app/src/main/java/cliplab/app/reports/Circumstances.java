// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.figures.DrawnRun;
import cliplab.app.reports.Page.Fact;
import cliplab.model.run.RunManifest;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Where a run was made, of what data, and with which network: as its folder recorded it, whatever machine tells. Stateless. */
final class Circumstances {
    private Circumstances() {}

    static void write(Page page, ReportedRun run) {
        RunManifest manifest = run.manifest();
        page.section("environment", Messages.text("report.environment"));
        page.leaf("p", Messages.text("report.environment.note"), "class", "hint");
        page.facts(List.of(
                new Fact(Messages.text("report.environment.begun"), manifest.created()),
                version(manifest, Messages.text("report.environment.program"), "cliplab"),
                version(manifest, Messages.text("report.environment.engine"), "engine"),
                new Fact(Messages.text("report.environment.device"), manifest.device()),
                new Fact(Messages.text("report.environment.threads"), Integer.toString(manifest.threads())),
                version(manifest, Messages.text("report.environment.system"), "system"),
                version(manifest, Messages.text("report.environment.java"), "java")));
        page.close();

        page.section("data", Messages.text("report.data"));
        List<Fact> data = new ArrayList<>();
        data.add(new Fact(Messages.text("report.data.digest"), manifest.dataDigest()));
        DrawnRun drawn = run.drawn();
        if (drawn != null) {
            data.add(new Fact(
                    Messages.text("report.data.pairs"),
                    Numbers.count(drawn.data().images().count())));
            data.add(new Fact(
                    Messages.text("report.data.heldout"),
                    Numbers.count(drawn.data().evaluation().images().count())));
        }
        data.add(new Fact(
                Messages.text("report.data.classes"),
                Integer.toString(manifest.labels().size())));
        data.add(new Fact(
                Messages.text("report.data.words"),
                Integer.toString(manifest.vocabulary().size())));
        data.add(new Fact(
                Messages.text("report.data.size"),
                Messages.text("report.data.pixels", manifest.preprocessing().size())));
        data.add(new Fact(Messages.text("report.network.image"), manifest.imageEncoder()));
        data.add(new Fact(Messages.text("report.network.text"), manifest.textEncoder()));
        data.add(new Fact(Messages.text("report.network.parameters"), Numbers.count(manifest.parameters())));
        page.facts(data).close();
    }

    private static Fact version(RunManifest manifest, String name, String key) {
        return new Fact(name, manifest.versions().getOrDefault(key, Messages.text("report.environment.unknown")));
    }
}
