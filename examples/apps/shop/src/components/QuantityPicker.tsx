interface QuantityPickerProps {
  quantity: number;
  onChange: (quantity: number) => void;
}

export function QuantityPicker({ quantity, onChange }: QuantityPickerProps) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: "0.6rem" }}>
      <button type="button" aria-label="One less" onClick={() => onChange(quantity - 1)}>
        −
      </button>
      <output>{quantity}</output>
      <button type="button" aria-label="One more" onClick={() => onChange(quantity + 1)}>
        +
      </button>
    </span>
  );
}
