import java.util.List;

/** What users meet. */
record Market(List<Interest> interests, Interest everyday, Shelves shelves, Queries queries) {}
