package dev.mars.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.report.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class RetrievalPage {
    static final String PAGE = "index.html";
    static final String JSON = "evaluation.json";

    static Path write(Path directory, RetrievalReport report) throws IOException {
        Files.createDirectories(directory);
        String json =
                new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(RetrievalJson.of(report));
        Files.write(directory.resolve(JSON), json.getBytes(StandardCharsets.UTF_8));
        Path page = directory.resolve(PAGE);
        new Page("Evaluation of retrieval", report.dataSet()).write(page);
        return page;
    }

    private RetrievalPage() {}
}
