import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Has Spark run the SQL statements of files, one after another, and prints each row that they answer with tabs between
/// its columns. Started from its source: Spark's own shell for SQL brings all of Hive along.
final class Statements {
    private Statements() {}

    /// @param files in which statements end with `;`
    public static void main(String[] files) throws IOException {
        try (var spark = SparkSession.builder().getOrCreate()) {
            for (String file : files) {
                for (String statement : Files.readString(Path.of(file)).split(";\\s+")) {
                    for (Row row : spark.sql(statement).collectAsList()) {
                        System.out.println(row.mkString("\t"));
                    }
                }
            }
        }
    }
}
