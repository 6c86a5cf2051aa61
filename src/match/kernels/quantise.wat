;; Rows of 32-bit numbers as rows of 8-bit ones with a scale each: x ≈ q · scale, q = −127…127, scale = max|x| / 127.
(module
  (import "env" "memory" (memory 1))

  (func $max_across (param $a v128) (result f32)
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
      (f32.max (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))

  (func $sum_across (param $a v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
      (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))

  ;; One row of $bytes (a multiple of 16) at $row to a fourth of them at $q, its scale to $scale and the sum of the q to $sum.
  ;; Raises the two numbers at $most to the squared lengths of what is lost, Σ(x − q·scale)², and of the row, Σx².
  (func (export "quantise")
    (param $row i32) (param $q i32) (param $scale i32) (param $sum i32) (param $bytes i32) (param $most i32)
    (local $at i32) (local $end i32) (local $max v128) (local $largest f32)
    (local $step v128) (local $inverse v128) (local $lost v128) (local $length v128) (local $sums v128)
    (local $x v128) (local $n v128) (local $d v128)
    (local.set $end (i32.add (local.get $row) (local.get $bytes)))
    (local.set $at (local.get $row))
    (loop $largest
      (local.set $max (f32x4.max (local.get $max) (f32x4.abs (v128.load (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $largest (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $largest (call $max_across (local.get $max)))
    (if (f32.gt (local.get $largest) (f32.const 0))
      (then
        (local.set $step (f32x4.splat (f32.div (local.get $largest) (f32.const 127))))
        (local.set $inverse (f32x4.splat (f32.div (f32.const 127) (local.get $largest))))))
    (f32.store (local.get $scale) (f32x4.extract_lane 0 (local.get $step)))
    (local.set $at (local.get $row))
    (loop $along
      (local.set $x (v128.load (local.get $at)))
      (local.set $n (f32x4.nearest (f32x4.mul (local.get $x) (local.get $inverse))))
      (local.set $d (f32x4.sub (local.get $x) (f32x4.mul (local.get $n) (local.get $step))))
      (local.set $length (f32x4.add (local.get $length) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $lost (f32x4.add (local.get $lost) (f32x4.mul (local.get $d) (local.get $d))))
      (local.set $n (i32x4.trunc_sat_f32x4_s (local.get $n)))
      (local.set $sums (i32x4.add (local.get $sums) (local.get $n)))
      (local.set $n (i16x8.narrow_i32x4_s (local.get $n) (local.get $n)))
      (local.set $n (i8x16.narrow_i16x8_s (local.get $n) (local.get $n)))
      (v128.store32_lane 0 (local.get $q) (local.get $n))
      (local.set $q (i32.add (local.get $q) (i32.const 4)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $along (i32.lt_u (local.get $at) (local.get $end))))
    (i32.store (local.get $sum)
      (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
        (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums)))))
    (f32.store (local.get $most)
      (f32.max (f32.load (local.get $most)) (call $sum_across (local.get $lost))))
    (f32.store offset=4 (local.get $most)
      (f32.max (f32.load offset=4 (local.get $most)) (call $sum_across (local.get $length)))))
)
