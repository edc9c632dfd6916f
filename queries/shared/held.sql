{# The claims that hold the same as the claim, itself among them, as `held` (claim_id); of a `part`, only those of that kind. -#}
held AS (
    SELECT c.claim_id
    FROM claims c
    LEFT JOIN claim_equivalents e USING (claim_id)
    WHERE coalesce(e.equivalent_id, c.claim_id)
          = coalesce((SELECT equivalent_id FROM claim_equivalents WHERE claim_id = $claim), $claim)
          {{- " AND c.kind = $part" if part != "all" }}
)
