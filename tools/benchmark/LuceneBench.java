// The peer: Lucene 8 over the same passages, with English stems and stops, BM25 and stored text.
//
//   java LuceneBench index DIR PASSAGES.jsonl THREADS   -> {"seconds":…, "bytes":…}
//   java LuceneBench search DIR QUERIES.tsv ROUNDS      -> {"or":{"mean_ms":…,"p99_ms":…,"hits":…},…}
//
// Searches are timed in processor time of their thread; what the machine does beside them for Java,
// compiling and collecting garbage, is not counted.
// PASSAGES has BEIR's fields `_id`, `title`, `text`; QUERIES has a kind (or, and, phrase), a tab, words.

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

public final class LuceneBench {
  private static final int BATCH = 256;
  private static final List<String> END = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    if (args.length == 4 && args[0].equals("index")) {
      index(Paths.get(args[1]), Paths.get(args[2]), Integer.parseInt(args[3]));
    } else if (args.length == 4 && args[0].equals("search")) {
      search(Paths.get(args[1]), Paths.get(args[2]), Integer.parseInt(args[3]));
    } else {
      System.err.println("usage: index DIR PASSAGES THREADS | search DIR QUERIES ROUNDS");
      System.exit(2);
    }
  }

  private static void index(Path directory, Path passages, int threads) throws Exception {
    long start = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(256);
    config.setSimilarity(new BM25Similarity());
    ArrayBlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(16);
    try (FSDirectory store = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(store, config)) {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Thread worker = new Thread(() -> consume(queue, writer));
        worker.start();
        workers.add(worker);
      }
      List<String> batch = new ArrayList<>(BATCH);
      try (BufferedReader reader = Files.newBufferedReader(passages, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          batch.add(line);
          if (batch.size() == BATCH) {
            queue.put(batch);
            batch = new ArrayList<>(BATCH);
          }
        }
      }
      queue.put(batch);
      for (int i = 0; i < threads; i++) queue.put(END);
      for (Thread worker : workers) worker.join();
      writer.forceMerge(1);
      writer.commit();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) bytes += Files.size(file);
    }
    System.out.printf("{\"seconds\": %.3f, \"bytes\": %d}%n", seconds, bytes);
  }

  private static void consume(ArrayBlockingQueue<List<String>> queue, IndexWriter writer) {
    try {
      for (List<String> batch = queue.take(); batch != END; batch = queue.take()) {
        for (String line : batch) {
          Document document = new Document();
          String title = field(line, "title");
          String text = field(line, "text");
          document.add(new StringField("id", field(line, "_id"), Field.Store.YES));
          document.add(new TextField("body", title + "\n" + text, Field.Store.NO));
          document.add(new StoredField("title", title));
          document.add(new StoredField("text", text));
          writer.addDocument(document);
        }
      }
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  /** A string member of a flat JSON object; empty if it is not there. */
  private static String field(String json, String name) {
    String key = "\"" + name + "\":";
    int at = json.indexOf(key);
    if (at < 0) return "";
    at = json.indexOf('"', at + key.length()) + 1;
    StringBuilder value = new StringBuilder();
    for (char c = json.charAt(at); c != '"'; c = json.charAt(++at)) {
      if (c != '\\') {
        value.append(c);
        continue;
      }
      c = json.charAt(++at);
      switch (c) {
        case 'n': value.append('\n'); break;
        case 't': value.append('\t'); break;
        case 'r': value.append('\r'); break;
        case 'b': case 'f': value.append(' '); break;
        case 'u':
          value.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
          at += 4;
          break;
        default: value.append(c);
      }
    }
    return value.toString();
  }

  private static void search(Path directory, Path queries, int rounds) throws Exception {
    Map<String, List<Query>> kinds = new TreeMap<>();
    try (Analyzer analyzer = new EnglishAnalyzer()) {
      for (String line : Files.readAllLines(queries, StandardCharsets.UTF_8)) {
        int tab = line.indexOf('\t');
        String kind = line.substring(0, tab);
        Query query = build(kind, terms(analyzer, line.substring(tab + 1)));
        kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(query);
      }
    }
    StringBuilder out = new StringBuilder("{");
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long read = 0;  // so that no text is left unread
    try (FSDirectory store = FSDirectory.open(directory);
        DirectoryReader reader = DirectoryReader.open(store)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity());
      searcher.setQueryCache(null);
      for (Map.Entry<String, List<Query>> kind : kinds.entrySet()) {
        List<Query> list = kind.getValue();
        double[] ids = new double[list.size()], texts = new double[list.size()];
        Arrays.fill(ids, Double.MAX_VALUE);
        Arrays.fill(texts, Double.MAX_VALUE);
        long hits = 0;
        for (int round = 0; round <= rounds; round++) {  // the first warms up
          hits = 0;
          for (int i = 0; i < list.size(); i++) {
            long start = clock.getCurrentThreadCpuTime();
            TopDocs top = searcher.search(list.get(i), 10);
            double found = (clock.getCurrentThreadCpuTime() - start) / 1e6;
            for (ScoreDoc one : top.scoreDocs) read += searcher.doc(one.doc).get("text").length();
            double all = (clock.getCurrentThreadCpuTime() - start) / 1e6;
            hits += top.scoreDocs.length;
            if (round == 0) continue;
            ids[i] = Math.min(ids[i], found);
            texts[i] = Math.min(texts[i], all);
          }
        }
        Arrays.sort(ids);
        Arrays.sort(texts);
        if (out.length() > 1) out.append(", ");
        out.append(String.format(
            "\"%s\": {\"mean_ms\": %.4f, \"p99_ms\": %.4f, \"ids_mean_ms\": %.4f, \"hits\": %d}",
            kind.getKey(), Arrays.stream(texts).average().orElse(0),
            texts[(int) (texts.length * 0.99)], Arrays.stream(ids).average().orElse(0), hits));
      }
    }
    System.out.println(out.append(read > 0 ? "}" : ", \"texts\": 0}"));
  }

  private static List<String> terms(Analyzer analyzer, String text) throws Exception {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(term.toString());
      stream.end();
    }
    return terms;
  }

  private static Query build(String kind, List<String> terms) {
    if (kind.equals("phrase")) return new PhraseQuery("body", terms.toArray(new String[0]));
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    BooleanClause.Occur occur =
        kind.equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    for (String term : terms) builder.add(new TermQuery(new Term("body", term)), occur);
    return builder.build();
  }
}
